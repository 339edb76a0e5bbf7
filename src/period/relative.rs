use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! relative_periods {
    ($($name:ident = $text:literal;)*) => {
        /// A period that the server works out from the current day: `LAST_12_MONTHS`.
        ///
        /// The words are those that 2.42 lists; any other is kept as it came.
        ///
        /// ```
        /// use dhis2::RelativePeriod;
        ///
        /// assert_eq!(RelativePeriod::Last12Months.to_string(), "LAST_12_MONTHS");
        /// assert_eq!(RelativePeriod::from("LAST_12_MONTHS"), RelativePeriod::Last12Months);
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum RelativePeriod {
            $(
                #[doc = concat!("`", $text, "`")]
                $name,
            )*
            /// A word that this version of the crate does not know.
            Other(String),
        }

        impl RelativePeriod {
            /// Every word that is known.
            pub const KNOWN: &'static [Self] = &[$(Self::$name),*];

            /// DHIS2's word.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for RelativePeriod {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }
    };
}

relative_periods! {
    Today = "TODAY";
    Yesterday = "YESTERDAY";
    Last3Days = "LAST_3_DAYS";
    Last7Days = "LAST_7_DAYS";
    Last14Days = "LAST_14_DAYS";
    Last30Days = "LAST_30_DAYS";
    Last60Days = "LAST_60_DAYS";
    Last90Days = "LAST_90_DAYS";
    Last180Days = "LAST_180_DAYS";
    ThisMonth = "THIS_MONTH";
    LastMonth = "LAST_MONTH";
    ThisBimonth = "THIS_BIMONTH";
    LastBimonth = "LAST_BIMONTH";
    ThisQuarter = "THIS_QUARTER";
    LastQuarter = "LAST_QUARTER";
    ThisSixMonth = "THIS_SIX_MONTH";
    LastSixMonth = "LAST_SIX_MONTH";
    WeeksThisYear = "WEEKS_THIS_YEAR";
    MonthsThisYear = "MONTHS_THIS_YEAR";
    BimonthsThisYear = "BIMONTHS_THIS_YEAR";
    QuartersThisYear = "QUARTERS_THIS_YEAR";
    ThisYear = "THIS_YEAR";
    MonthsLastYear = "MONTHS_LAST_YEAR";
    QuartersLastYear = "QUARTERS_LAST_YEAR";
    LastYear = "LAST_YEAR";
    Last5Years = "LAST_5_YEARS";
    Last10Years = "LAST_10_YEARS";
    Last12Months = "LAST_12_MONTHS";
    Last6Months = "LAST_6_MONTHS";
    Last3Months = "LAST_3_MONTHS";
    Last6Bimonths = "LAST_6_BIMONTHS";
    Last4Quarters = "LAST_4_QUARTERS";
    Last2Sixmonths = "LAST_2_SIXMONTHS";
    ThisFinancialYear = "THIS_FINANCIAL_YEAR";
    LastFinancialYear = "LAST_FINANCIAL_YEAR";
    Last5FinancialYears = "LAST_5_FINANCIAL_YEARS";
    Last10FinancialYears = "LAST_10_FINANCIAL_YEARS";
    ThisWeek = "THIS_WEEK";
    LastWeek = "LAST_WEEK";
    ThisBiweek = "THIS_BIWEEK";
    LastBiweek = "LAST_BIWEEK";
    Last4Weeks = "LAST_4_WEEKS";
    Last4Biweeks = "LAST_4_BIWEEKS";
    Last12Weeks = "LAST_12_WEEKS";
    Last52Weeks = "LAST_52_WEEKS";
}

impl From<String> for RelativePeriod {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl FromStr for RelativePeriod {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Display for RelativePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for RelativePeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RelativePeriod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text_visitor::deserialize(deserializer, "a relative period")
    }
}
