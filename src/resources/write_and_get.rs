use super::Resource;
use crate::error::Result;
use crate::models::Metadata;

impl<T: Metadata> Resource<T> {
    /// Makes an object and reads what became of it, with what the server added: [`create`](Self::create), then
    /// [`get`](Self::get). `POST /api/{plural}`, `GET /api/{plural}/{uid}?fields=:owner`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::{DataElement, ValueType};
    ///
    /// let element = DataElement::new("Malaria cases", "Malaria", ValueType::Integer);
    /// let element = api.data_elements().create_and_get(&element)?;
    /// println!("{:?} has {:?}", element.id, element.category_combo);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create) and [`get`](Self::get). When the second fails, the object is there all the
    /// same.
    pub fn create_and_get(&self, object: &T) -> Result<T> {
        let made = self.create(object)?;
        self.get(made.uid)
    }

    /// Changes an object and reads what became of it: [`update`](Self::update), then [`get`](Self::get).
    /// `GET`, `PUT` and `GET /api/{plural}/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let mut element = api.data_elements().get("DeMalariaC1")?;
    /// element.description = Some("Confirmed by test".into());
    /// let element = api.data_elements().update_and_get(&element)?;
    /// println!("changed {:?}", element.last_updated);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update) and [`get`](Self::get). When the last fails, the object is changed all the
    /// same.
    pub fn update_and_get(&self, object: &T) -> Result<T> {
        self.update(object)?;
        self.get(super::write::required_uid(object)?)
    }
}
