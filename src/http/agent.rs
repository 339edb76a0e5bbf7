//! The one `ureq::Agent`: TLS, proxy and pool.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};
use ureq::unversioned::transport::{Connector, DefaultConnector};
use ureq::{Agent, Proxy};

use super::transport::{Watch, WatchedResolver};
use crate::error::{Error, Result};

/// Which certificates are trusted.
#[derive(Debug, Clone, Default)]
pub(crate) enum Trust {
    /// The platform's own store.
    #[default]
    Platform,
    /// These alone.
    Only(Vec<Certificate<'static>>),
    /// Any: for a test server, never for data.
    Anything,
}

/// How the server is reached.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// `ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
    #[default]
    Environment,
    Direct,
    Through(String),
}

impl fmt::Debug for ProxyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::Direct => "Direct",
            // Its URL may hold a password.
            Self::Through(_) => "Through(***)",
        })
    }
}

#[derive(Debug, Clone)]
pub(crate) struct AgentConfig {
    pub(crate) trust: Trust,
    pub(crate) proxy: ProxyChoice,
    pub(crate) user_agent: String,
    pub(crate) connect: Option<Duration>,
    pub(crate) idle_connections: usize,
    pub(crate) idle_connections_per_host: usize,
}

/// DHIS2 closes idle connections after 60 s; ours are given up well before.
const MAX_IDLE: Duration = Duration::from_secs(25);

pub(crate) fn build(config: &AgentConfig) -> Result<Agent> {
    let provider = if cfg!(feature = "rustls") {
        TlsProvider::Rustls
    } else {
        TlsProvider::NativeTls
    };
    let tls = TlsConfig::builder().provider(provider);
    let tls = match &config.trust {
        Trust::Platform => tls.root_certs(RootCerts::PlatformVerifier),
        Trust::Only(certificates) => tls.root_certs(RootCerts::from(certificates.clone())),
        Trust::Anything => tls.disable_verification(true),
    };
    let builder = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(config.user_agent.clone())
        .timeout_connect(config.connect)
        .max_idle_connections(config.idle_connections)
        .max_idle_connections_per_host(config.idle_connections_per_host)
        .max_idle_age(MAX_IDLE)
        .tls_config(tls.build());
    let builder = match &config.proxy {
        ProxyChoice::Environment => builder,
        ProxyChoice::Direct => builder.proxy(None),
        ProxyChoice::Through(url) => {
            let proxy = Proxy::new(url).map_err(|_| {
                Error::invalid(
                    "proxy",
                    "",
                    "a proxy URL such as http://proxy.example.org:3128",
                )
            })?;
            builder.proxy(Some(proxy))
        }
    };
    let config = builder.build();
    let connector = DefaultConnector::new().chain(Watch {
        proxied: config.proxy().is_some(),
    });
    Ok(Agent::with_parts(
        config,
        connector,
        WatchedResolver::default(),
    ))
}

/// The certificates of a PEM file.
pub(crate) fn read_pem(pem: &[u8], path: Option<&Path>) -> Result<Vec<Certificate<'static>>> {
    let shown = path.map_or_else(String::new, |path| path.display().to_string());
    let certificates: Vec<_> = parse_pem(pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(Error::invalid(
            "ca_file",
            shown,
            "a PEM file with at least one certificate",
        ));
    }
    Ok(certificates)
}
