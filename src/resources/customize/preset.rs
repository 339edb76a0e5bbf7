use super::{Customize, Logo};
use crate::error::{Error, Result};
use crate::upload::Upload;

/// The looks of a server in one piece; see [`Customize::apply`].
///
/// ```
/// use dhis2::Upload;
/// use dhis2::resources::customize::Preset;
///
/// let preset = Preset::new()
///     .logo_front(Upload::path("front.png"))
///     .style("header { background: #14395b }")
///     .setting("applicationTitle", "Health of Velmora");
/// ```
#[derive(Debug, Default)]
#[must_use = "a preset does nothing until it is applied"]
pub struct Preset {
    logo_front: Option<Upload>,
    logo_banner: Option<Upload>,
    style: Option<String>,
    settings: Vec<(String, String)>,
}

/// A step of a preset.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PresetStep {
    /// A logo was set.
    Logo(Logo),
    /// The style sheet was set.
    Style,
    /// These settings were set, in one request.
    Settings(Vec<String>),
}

/// How far a preset was applied; see [`Customize::apply`].
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PresetReport {
    /// What was done, in the order done.
    pub done: Vec<PresetStep>,
    /// The step that failed, and why. What would have come after it was not done.
    pub failed: Option<(PresetStep, Error)>,
}

impl PresetReport {
    /// The steps done, or the error of the one that failed.
    ///
    /// # Errors
    ///
    /// The failed step's.
    pub fn into_result(self) -> Result<Vec<PresetStep>> {
        match self.failed {
            None => Ok(self.done),
            Some((_, error)) => Err(error),
        }
    }
}

impl Preset {
    /// A preset that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The logo of the login page, a PNG.
    pub fn logo_front(mut self, image: Upload) -> Self {
        self.logo_front = Some(image);
        self
    }

    /// The logo at the top of each page, a PNG.
    pub fn logo_banner(mut self, image: Upload) -> Self {
        self.logo_banner = Some(image);
        self
    }

    /// The style sheet.
    pub fn style(mut self, css: impl Into<String>) -> Self {
        self.style = Some(css.into());
        self
    }

    /// A system setting, after those that were added before.
    pub fn setting(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((key.into(), value.into()));
        self
    }

    /// System settings, after those that were added before.
    pub fn settings<K: Into<String>, V: Into<String>>(
        mut self,
        settings: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let settings = settings.into_iter();
        self.settings
            .extend(settings.map(|(key, value)| (key.into(), value.into())));
        self
    }
}

impl Customize {
    /// Applies a preset, always in this order: front logo, banner logo, style sheet, settings. Each is one
    /// call of [`set_logo`](Self::set_logo), [`set_style`](Self::set_style) or
    /// [`System::set_settings`](crate::system::System::set_settings). It stops at the first step that
    /// fails; the report says which were done.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, preset: dhis2::resources::customize::Preset) -> dhis2::Result<()> {
    /// for step in api.customize().apply(preset).into_result()? {
    ///     println!("{step:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply(&self, preset: Preset) -> PresetReport {
        let mut report = PresetReport::default();
        let keys: Vec<_> = preset.settings.iter().map(|(key, _)| key.clone()).collect();
        let logo = |logo, image: Option<Upload>| {
            image.map(|image| (PresetStep::Logo(logo), Step::Logo(logo, image)))
        };
        let steps = [
            logo(Logo::Front, preset.logo_front),
            logo(Logo::Banner, preset.logo_banner),
            preset
                .style
                .map(|css| (PresetStep::Style, Step::Style(css))),
            (!keys.is_empty()).then(|| {
                let settings = Step::Settings(preset.settings);
                (PresetStep::Settings(keys), settings)
            }),
        ];
        for (name, step) in steps.into_iter().flatten() {
            if let Err(error) = self.take_step(step) {
                report.failed = Some((name, error));
                break;
            }
            report.done.push(name);
        }
        report
    }

    fn take_step(&self, step: Step) -> Result<()> {
        match step {
            Step::Logo(logo, image) => self.set_logo(logo, image),
            Step::Style(css) => self.set_style(&css),
            Step::Settings(settings) => self.api.system().set_settings(settings),
        }
    }
}

/// What a step needs.
enum Step {
    Logo(Logo, Upload),
    Style(String),
    Settings(Vec<(String, String)>),
}
