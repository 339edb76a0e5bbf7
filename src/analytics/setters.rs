//! The setters and verbs that queries share.

/// Dimensions, filters, names and verbs; for every type with a field `query`.
macro_rules! shared {
    ($type:ident, $get:literal) => {
        impl $type {
            /// Adds a dimension with all of its items, such as `co` or the uid of a data element.
            /// `dimension=`
            pub fn dimension(mut self, name: impl AsRef<str>) -> Self {
                self.query.dimension(Place::Dimension, name.as_ref());
                self
            }

            /// Adds items of a dimension, such as those of an organisation unit group set. No items
            /// are an error, because DHIS2 would take all. `dimension=`
            pub fn dimension_items<I: IntoIterator<Item: fmt::Display>>(
                mut self,
                name: impl AsRef<str>,
                items: I,
            ) -> Self {
                self.query.items(Place::Dimension, name.as_ref(), items);
                self
            }

            /// Adds items to sum over, which get no column. `filter=`
            pub fn filter<I: IntoIterator<Item: fmt::Display>>(
                mut self,
                name: impl AsRef<str>,
                items: I,
            ) -> Self {
                self.query.items(Place::Filter, name.as_ref(), items);
                self
            }

            /// Adds periods: [`Period`](crate::Period)s, their texts, or a
            /// [`PeriodRange`](crate::PeriodRange). `dimension=pe:`
            pub fn periods<I: IntoIterator<Item: fmt::Display>>(self, periods: I) -> Self {
                self.dimension_items("pe", periods)
            }

            /// Adds a period that the server works out from the current day. `dimension=pe:`
            pub fn relative_period(self, period: impl Into<RelativePeriod>) -> Self {
                self.dimension_items("pe", [period.into()])
            }

            /// The day that relative periods are worked out from. `relativePeriodDate=`
            pub fn relative_period_date(mut self, day: Date) -> Self {
                self.query.set("relativePeriodDate", day);
                self
            }

            /// Adds organisation units by their uids. `dimension=ou:`
            pub fn org_units<I: IntoIterator<Item: AsUid>>(mut self, units: I) -> Self {
                match $crate::uid::as_uids(units) {
                    Ok(uids) => self.query.items(Place::Dimension, "ou", uids),
                    Err(error) => self.query.fail(error),
                }
                self
            }

            /// Adds the units of a level, below the units that are named beside it. The number of a
            /// level, or its uid. `dimension=ou:LEVEL-`
            pub fn org_unit_level(self, level: impl fmt::Display) -> Self {
                self.dimension_items("ou", [format!("LEVEL-{level}")])
            }

            /// Adds the units of a group, below the units that are named beside it.
            /// `dimension=ou:OU_GROUP-`
            pub fn org_unit_group(mut self, group: impl AsUid) -> Self {
                match group.as_uid() {
                    Ok(uid) => self.dimension_items("ou", [format!("OU_GROUP-{uid}")]),
                    Err(error) => {
                        self.query.fail(error);
                        self
                    }
                }
            }

            /// Adds the user's own units, or those below. `dimension=ou:USER_ORGUNIT`
            pub fn user_org_unit(self, which: UserOrgUnit) -> Self {
                self.dimension_items("ou", [which.as_str()])
            }

            /// Which name things have in the metadata. `displayProperty=`
            pub fn display_property(mut self, property: DisplayProperty) -> Self {
                self.query.set("displayProperty", property.as_str());
                self
            }

            /// Leaves out the metadata: no names can be joined then. `skipMeta=`
            pub fn skip_meta(mut self, skip: bool) -> Self {
                self.query.set("skipMeta", skip);
                self
            }

            /// Leaves out the rows. `skipData=`
            pub fn skip_data(mut self, skip: bool) -> Self {
                self.query.set("skipData", skip);
                self
            }

            /// Says more of each thing in the metadata: code, type, dates. `includeMetadataDetails=`
            pub fn include_metadata_details(mut self, include: bool) -> Self {
                self.query.set("includeMetadataDetails", include);
                self
            }
        }

        $crate::analytics::setters::verbs!($type, $get, "");
    };
}

/// Days in place of periods.
macro_rules! days {
    ($type:ident) => {
        impl $type {
            /// Days in place of periods: the first one. `startDate=`
            pub fn start_date(mut self, day: Date) -> Self {
                self.query.set("startDate", day);
                self
            }

            /// Days in place of periods: the last one. `endDate=`
            pub fn end_date(mut self, day: Date) -> Self {
                self.query.set("endDate", day);
                self
            }
        }
    };
}

/// How rows are told, and for whom.
macro_rules! told {
    ($type:ident) => {
        impl $type {
            /// By what things are named in the rows. `outputIdScheme=`
            pub fn output_id_scheme(mut self, scheme: IdScheme) -> Self {
                self.query.set("outputIdScheme", scheme.to_string());
                self
            }

            /// Adds units that stand for the user's own, for
            /// [`user_org_unit`](Self::user_org_unit). `userOrgUnit=`
            pub fn as_user_of<I: IntoIterator<Item: AsUid>>(mut self, units: I) -> Self {
                self.query.add_units("userOrgUnit", units);
                self
            }

            /// Adds the ancestors of the units to the metadata. `hierarchyMeta=`
            pub fn hierarchy_meta(mut self, include: bool) -> Self {
                self.query.set("hierarchyMeta", include);
                self
            }

            /// Leaves values unrounded. `skipRounding=`
            pub fn skip_rounding(mut self, skip: bool) -> Self {
                self.query.set("skipRounding", skip);
                self
            }
        }
    };
}

/// The methods that send.
macro_rules! verbs {
    ($type:ident, $get:literal, $ending:literal) => {
        impl $type {
            /// The longest wait for the server's next byte, as
            /// [`Request::timeout`](crate::Request::timeout).
            pub fn timeout(mut self, limit: Duration) -> Self {
                self.query.with(|request| request.timeout(limit));
                self
            }

            #[doc = concat!("The whole grid: `GET ", $get, "`.")]
            ///
            /// # Errors
            ///
            /// What a setter refused, and as [`Request::fetch`](crate::Request::fetch).
            pub fn grid(self) -> Result<Grid> {
                self.query.grid($ending)
            }

            #[doc = concat!("The rows one by one, in constant memory: `GET ", $get, "`.")]
            ///
            /// # Errors
            ///
            /// As [`grid`](Self::grid).
            pub fn rows(self) -> Result<GridRows> {
                self.query.rows($ending)
            }

            #[doc = concat!("Copies the grid as a file to a writer and returns the number of bytes: `GET ", $get, "`")]
            /// with the ending of the format, such as `.csv`.
            ///
            /// CSV of a query that is too long for one URL is asked in parts and written as one
            /// file, as long as the parts add up; every other query that is too long is refused. Of
            /// a list this is one page, 50 rows unless `page_size` says otherwise.
            ///
            /// # Errors
            ///
            /// As [`grid`](Self::grid), and [`Error::Io`](crate::Error::Io) when the writer fails.
            /// An error that DHIS2 sends as a success with the text `E7124: …` is an
            /// [`Error::Api`](crate::Error::Api) too; nothing of that answer was written then.
            pub fn copy_to(self, writer: &mut (impl Write + ?Sized), format: GridFormat) -> Result<u64> {
                self.query.copy_to(writer, format)
            }
        }
    };
}

pub(super) use {days, shared, told, verbs};
