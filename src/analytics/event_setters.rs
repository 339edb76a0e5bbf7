//! The setters of queries about events, enrollments and tracked entities.

/// Setters of lists, which come in pages.
macro_rules! listed {
    ($type:ident) => {
        impl $type {
            /// Only this page, counted from 1. Without it all pages are read, one after another.
            /// `page=`
            pub fn page(mut self, page: u64) -> Self {
                self.query.set("page", page);
                self
            }

            /// How many rows a page has; 1000 unless set. `pageSize=`
            pub fn page_size(mut self, rows: u64) -> Self {
                self.query.set("pageSize", rows.max(1));
                self
            }

            /// Whether the server counts the pages, for [`GridPager`](super::GridPager).
            /// `totalPages=`
            pub fn total_pages(mut self, count: bool) -> Self {
                self.query.set("totalPages", count);
                self
            }

            /// Only rows with coordinates. `coordinatesOnly=`
            pub fn coordinates_only(mut self, only: bool) -> Self {
                self.query.set("coordinatesOnly", only);
                self
            }

            /// The pages one by one, each as a grid: for progress, or to go on from a
            /// [page](GridPages::page) after a break. With [`page`](Self::page), from that page on.
            ///
            /// # Errors
            ///
            /// What a setter refused. The first error of the server is an item, and the last one.
            pub fn pages(self) -> Result<GridPages> {
                self.query.pages()
            }

            /// Orders by a column, ascending; may be called often. `asc=`
            pub fn asc(mut self, column: impl Into<String>) -> Self {
                self.query.add("asc", column.into());
                self
            }

            /// Orders by a column, descending; may be called often. `desc=`
            pub fn desc(mut self, column: impl Into<String>) -> Self {
                self.query.add("desc", column.into());
                self
            }
        }
    };
}

/// Conditions on values, of which some get a column.
macro_rules! conditions {
    ($type:ident) => {
        impl $type {
            /// Adds a data element or attribute and a condition on its value; may be called often.
            /// `dimension=<uid>:GT:5`
            ///
            /// In a query of tracked entities a data element is named by program and stage:
            /// `<program>.<stage>.<uid>`.
            pub fn dimension_where(
                mut self,
                name: impl AsRef<str>,
                operator: Operator,
                value: impl fmt::Display,
            ) -> Self {
                let name = name.as_ref();
                self.query
                    .condition(Place::Dimension, name, operator, &value);
                self
            }

            /// A condition on a value that gets no column. `filter=<uid>:GT:5`
            pub fn filter_where(
                mut self,
                name: impl AsRef<str>,
                operator: Operator,
                value: impl fmt::Display,
            ) -> Self {
                let name = name.as_ref();
                self.query.condition(Place::Filter, name, operator, &value);
                self
            }
        }
    };
}

/// Setters of queries about the data of a program.
macro_rules! program {
    ($type:ident) => {
        impl $type {
            /// Those of enrollments with this status; in lists it may be called often.
            /// `programStatus=`
            pub fn program_status(mut self, status: ProgramStatus) -> Self {
                self.query.add_listed("programStatus", status);
                self
            }

            /// The date by which a row belongs to a period: a word of DHIS2's, or the uid of an
            /// attribute or data element. `timeField=`
            pub fn time_field(mut self, field: impl Into<String>) -> Self {
                self.query.set("timeField", field.into());
                self
            }

            /// Only those of enrollments that are completed. `completedOnly=`
            pub fn completed_only(mut self, only: bool) -> Self {
                self.query.set("completedOnly", only);
                self
            }
        }

        $crate::analytics::event_setters::conditions!($type);
        $crate::analytics::setters::days!($type);
    };
}

/// Setters of queries about events.
macro_rules! events {
    ($type:ident) => {
        impl $type {
            /// Only events of this program stage. `stage=`
            pub fn stage(mut self, stage: impl AsUid) -> Self {
                match stage.as_uid() {
                    Ok(uid) => self.query.set("stage", uid.to_string()),
                    Err(error) => self.query.fail(error),
                }
                self
            }

            /// Only events with this status; in lists it may be called often. `eventStatus=`
            pub fn event_status(mut self, status: EventStatus) -> Self {
                self.query.add_listed("eventStatus", status);
                self
            }

            /// What a row stands for. `outputType=`
            pub fn output_type(mut self, kind: OutputType) -> Self {
                self.query.set("outputType", kind.as_str());
                self
            }
        }
    };
}

/// Setters of all of these queries.
macro_rules! scoped {
    ($type:ident) => {
        impl $type {
            /// By what options and legends are named where they are values: by code unless set.
            /// `dataIdScheme=`
            pub fn data_id_scheme(mut self, scheme: IdScheme) -> Self {
                self.query.set("dataIdScheme", scheme.to_string());
                self
            }

            /// Which units around those named count: those below as well, unless set. DHIS2 takes
            /// `Descendants`, `Children` and `Selected`. `ouMode=`
            pub fn org_unit_mode(mut self, mode: OrganisationUnitSelectionMode) -> Self {
                self.query.set("ouMode", mode.as_str());
                self
            }

            /// Adds columns by their names, such as `ouname`; unless set, all come. `headers=`
            pub fn headers<I: IntoIterator<Item: fmt::Display>>(mut self, names: I) -> Self {
                for name in names {
                    self.query.add_listed("headers", name);
                }
                self
            }
        }

        $crate::analytics::setters::told!($type);
    };
}

/// Setters of queries whose rows are numbers.
macro_rules! tabled {
    ($type:ident) => {
        impl $type {
            /// How many rows there shall be at most. `limit=`
            pub fn limit(mut self, rows: u64) -> Self {
                self.query.set("limit", rows);
                self
            }

            /// Orders the rows by their values. `sortOrder=`
            pub fn order(mut self, direction: crate::Direction) -> Self {
                self.query.set("sortOrder", direction_word(direction));
                self
            }

            /// Adds the names of the ancestors of the units. `showHierarchy=`
            pub fn show_hierarchy(mut self, show: bool) -> Self {
                self.query.set("showHierarchy", show);
                self
            }
        }
    };
}

/// `name: parameter, what was in the period`
macro_rules! dates {
    ($type:ident { $($name:ident: $param:literal, $what:literal;)* }) => {
        impl $type {
            $(
                #[doc = concat!("Only those ", $what, " in this period: a [`Period`](crate::Period), a")]
                /// [`RelativePeriod`], or two days as `2026-01-01_2026-03-31`. May be called often.
                #[doc = concat!("`", $param, "=`")]
                pub fn $name(mut self, period: impl fmt::Display) -> Self {
                    self.query.add_listed($param, period);
                    self
                }
            )*
        }
    };
}

pub(super) use {conditions, dates, events, listed, program, scoped, tabled};
