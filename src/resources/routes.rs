//! Routes: requests to other servers that DHIS2 passes on, with credentials that only it knows.
//!
//! A route is metadata like any other (`api.routes()`); what is more stands here: to [run](RouteRun) one,
//! and the [`RouteAuth`] that it signs in with.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::auth::Secret;
use crate::error::Result;
use crate::http::body::Body;
use crate::http::exchange::Method;
use crate::http::url::segment;
use crate::models::Route;
use crate::request::{ParamValue, Request};
use crate::resources::Resource;
use crate::response::Response;

impl Resource<Route> {
    /// A request through a route, named by its uid or its code: `GET /api/routes/{route}/run`. DHIS2 looks
    /// the route up for each request, so that one that was made anew under its code is found.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let answer = api.routes().run("weather").sub_path("today").param("city", "Tessary").send()?;
    /// println!("{} {}", answer.status(), answer.text()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn run(&self, route: &str) -> RouteRun {
        let path = segment("route", route).map(|route| format!("routes/{route}/run"));
        let request = self.api().get("routes");
        RouteRun {
            request: request.or_fail(path, |request, path| request.at(&path)),
        }
    }
}

/// A request through a route, before it is sent; see [`Resource::run`].
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RouteRun {
    request: Request,
}

impl RouteRun {
    /// The path behind the route's own, for routes whose URL ends in `/**`; DHIS2 answers 502 for others. Without
    /// one, such a route leads to its URL less the `**`.
    /// Each part between slashes is encoded.
    pub fn sub_path(mut self, path: &str) -> Self {
        let path: Result<Vec<String>> = path
            .trim_matches('/')
            .split('/')
            .map(|part| segment("sub_path", part))
            .collect();
        self.request = self.request.or_fail(path, |request, parts| {
            let whole = format!("{}/{}", request.path(), parts.join("/"));
            request.at(&whole)
        });
        self
    }

    /// The method; `GET` unless set.
    pub fn method(mut self, method: Method) -> Self {
        self.request = self.request.with_method(method);
        self
    }

    /// A query parameter, which DHIS2 passes on.
    pub fn param(mut self, name: impl Into<String>, value: impl ParamValue) -> Self {
        self.request = self.request.param(name, value);
        self
    }

    /// A header, which DHIS2 passes on if it is one of those that it lets through.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// A body of JSON; the method becomes `POST` if it was `GET`.
    pub fn json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        self.request = self.request.json(value);
        self.posted()
    }

    /// A body; the method becomes `POST` if it was `GET`.
    pub fn body(mut self, body: Body) -> Self {
        self.request = self.request.body(body);
        self.posted()
    }

    /// Sends it (`GET /api/routes/{route}/run`, or with another method), and hands on the other server's
    /// answer whatever its status is.
    ///
    /// DHIS2's own refusals look alike: a 404 with its envelope and `E1005` for a route that is not there
    /// or disabled, a 500 or 502 with its envelope when the other server cannot be reached.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn send(self) -> Result<Response> {
        self.request.send_raw()
    }

    fn posted(mut self) -> Self {
        if self.request.method() == Method::Get {
            self.request = self.request.with_method(Method::Post);
        }
        self
    }
}

/// How a route signs in with the other server.
///
/// DHIS2 never tells the secrets again. A route that was read has none in its [`auth`](Route::auth), and
/// putting it back wipes them: set them again before an `update` or `replace`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RouteAuth {
    /// User name and password.
    HttpBasic {
        /// The user name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A token, sent as `Authorization: ApiToken …`.
    ApiToken {
        /// The token.
        token: Secret,
    },
    /// Headers by name.
    ApiHeaders {
        /// The headers.
        headers: BTreeMap<String, Secret>,
    },
    /// Query parameters by name.
    ApiQueryParams {
        /// The parameters.
        query_params: BTreeMap<String, Secret>,
    },
    /// OAuth2 with the credentials of a client; 2.42 and later.
    OAuth2ClientCredentials {
        /// The client's id.
        client_id: String,
        /// The client's secret.
        client_secret: Secret,
        /// Where tokens are asked for.
        token_uri: String,
        /// The scopes, separated by blanks.
        scopes: Option<String>,
    },
    /// A kind that is not known here.
    Other(OtherAuth),
}

/// A kind of signing in that is not known here, as JSON. `Debug` shows the names of its members alone.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherAuth(Map<String, Value>);

impl OtherAuth {
    /// By its members, `type` among them.
    pub fn new(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// The members.
    pub fn members(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl fmt::Debug for OtherAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Route {
    /// How the route signs in; `None` where it does not. Secrets are empty in what the server sends.
    pub fn auth_scheme(&self) -> Option<RouteAuth> {
        RouteAuth::from_value(self.auth.as_ref()?)
    }

    /// Sets how the route signs in.
    ///
    /// ```
    /// use dhis2::models::Route;
    /// use dhis2::resources::routes::RouteAuth;
    ///
    /// let mut route = Route::default();
    /// route.set_auth_scheme(&RouteAuth::ApiToken { token: "d2p_not_a_real_one".into() });
    /// assert_eq!(route.auth.unwrap()["type"], "api-token");
    /// ```
    pub fn set_auth_scheme(&mut self, auth: &RouteAuth) {
        self.auth = Some(auth.to_value());
    }
}

impl RouteAuth {
    /// Reads the `auth` of a route; `None` for what has no `type`.
    pub fn from_value(auth: &Value) -> Option<Self> {
        let text = |name: &str| auth[name].as_str().unwrap_or_default().to_owned();
        let secret = |name: &str| Secret::from(text(name));
        let secrets = |name: &str| {
            let members = auth[name].as_object().into_iter().flatten();
            members
                .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().into()))
                .collect()
        };
        Some(match auth["type"].as_str()? {
            "http-basic" => Self::HttpBasic {
                username: text("username"),
                password: secret("password"),
            },
            "api-token" => Self::ApiToken {
                token: secret("token"),
            },
            "api-headers" => Self::ApiHeaders {
                headers: secrets("headers"),
            },
            "api-query-params" => Self::ApiQueryParams {
                query_params: secrets("queryParams"),
            },
            "oauth2-client-credentials" => Self::OAuth2ClientCredentials {
                client_id: text("clientId"),
                client_secret: secret("clientSecret"),
                token_uri: text("tokenUri"),
                scopes: auth["scopes"].as_str().map(str::to_owned),
            },
            _ => Self::Other(OtherAuth(auth.as_object()?.clone())),
        })
    }

    /// The `auth` of a route, **with its secrets**, to be sent.
    pub fn to_value(&self) -> Value {
        let secrets = |named: &BTreeMap<String, Secret>| -> Value {
            let members = named.iter();
            members
                .map(|(name, secret)| (name.clone(), Value::from(secret.expose())))
                .collect()
        };
        match self {
            Self::HttpBasic { username, password } => {
                json!({ "type": "http-basic", "username": username, "password": password.expose() })
            }
            Self::ApiToken { token } => json!({ "type": "api-token", "token": token.expose() }),
            Self::ApiHeaders { headers } => {
                json!({ "type": "api-headers", "headers": secrets(headers) })
            }
            Self::ApiQueryParams { query_params } => {
                json!({ "type": "api-query-params", "queryParams": secrets(query_params) })
            }
            Self::OAuth2ClientCredentials {
                client_id,
                client_secret,
                token_uri,
                scopes,
            } => {
                let mut auth = json!({
                    "type": "oauth2-client-credentials",
                    "clientId": client_id,
                    "clientSecret": client_secret.expose(),
                    "tokenUri": token_uri,
                });
                if let Some(scopes) = scopes {
                    auth["scopes"] = scopes.as_str().into();
                }
                auth
            }
            Self::Other(auth) => Value::Object(auth.0.clone()),
        }
    }
}
