//! The objects of the tracker as they go over the wire.
//!
//! Their own identifiers are [`Uid`]s. What names metadata (programs, units, attributes …) is text,
//! as an import may name it by code.

use crate::DateTime;
use crate::models::base::structure;
use crate::models::{EnrollmentStatus, EventStatus, Geometry};
use crate::uid::Uid;

structure! {
    /// A tracked entity: a person, a case, a thing that is followed over time.
    TrackedEntity {
        "attributes" /// What is known of it; those of programs only when a program was named.
        attributes: Vec<AttributeValue>,
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "createdAtClient" /// When it was made on the device.
        created_at_client: DateTime,
        "createdBy" /// Who made it; set by the server.
        created_by: TrackerUser,
        "deleted" /// Whether it is deleted.
        deleted: bool,
        "enrollments" /// Its enrollments, in answers where the fields ask for them.
        enrollments: Vec<Enrollment>,
        "geometry" /// Where it is.
        geometry: Geometry,
        "inactive" /// Whether it is out of use.
        inactive: bool,
        "orgUnit" /// The organisation unit that registered it.
        org_unit: String,
        "potentialDuplicate" /// Whether it was marked as a possible duplicate.
        potential_duplicate: bool,
        "programOwners" /// Which unit owns it, by program; read only.
        program_owners: Vec<ProgramOwner>,
        "relationships" /// Its relationships.
        relationships: Vec<Relationship>,
        "storedBy" /// The user name of a former system.
        stored_by: String,
        "trackedEntity" /// The identifier. Once deleted, it can never be used again.
        tracked_entity: Uid,
        "trackedEntityType" /// Its type.
        tracked_entity_type: String,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
        "updatedAtClient" /// When it was last changed on the device.
        updated_at_client: DateTime,
        "updatedBy" /// Who last changed it; set by the server.
        updated_by: TrackerUser,
    }
}

structure! {
    /// The time that a tracked entity spends in a program.
    Enrollment {
        "attributeOptionCombo" /// The category option combination; only DHIS2 2.43 has it.
        attribute_option_combo: String,
        "attributes" /// The tracked entity's attributes that belong to the program.
        attributes: Vec<AttributeValue>,
        "completedAt" /// When it was completed.
        completed_at: DateTime,
        "completedBy" /// The user name of who completed it.
        completed_by: String,
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "createdAtClient" /// When it was made on the device.
        created_at_client: DateTime,
        "createdBy" /// Who made it; set by the server.
        created_by: TrackerUser,
        "deleted" /// Whether it is deleted.
        deleted: bool,
        "enrolledAt" /// The day of enrollment; the server refuses an enrollment without it.
        enrolled_at: DateTime,
        "enrollment" /// The identifier. Once deleted, it can never be used again.
        enrollment: Uid,
        "events" /// Its events, in answers where the fields ask for them.
        events: Vec<Event>,
        "followUp" /// Whether it is marked for a second look.
        follow_up: bool,
        "geometry" /// Where it took place.
        geometry: Geometry,
        "notes" /// Its notes.
        notes: Vec<Note>,
        "occurredAt" /// The day of the incident; required where the program shows it.
        occurred_at: DateTime,
        "orgUnit" /// The organisation unit.
        org_unit: String,
        "program" /// The program.
        program: String,
        "relationships" /// Its relationships.
        relationships: Vec<Relationship>,
        "status" /// Its status.
        status: EnrollmentStatus,
        "storedBy" /// The user name of a former system.
        stored_by: String,
        "trackedEntity" /// The tracked entity that is enrolled.
        tracked_entity: Uid,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
        "updatedAtClient" /// When it was last changed on the device.
        updated_at_client: DateTime,
        "updatedBy" /// Who last changed it; set by the server.
        updated_by: TrackerUser,
    }
}

structure! {
    /// Something that happened: one visit within an enrollment, or the only thing that an event
    /// program knows.
    Event {
        "assignedUser" /// Who shall do it.
        assigned_user: TrackerUser,
        "attributeCategoryOptions" /// The options of the combination, as text.
        attribute_category_options: String,
        "attributeOptionCombo" /// The category option combination.
        attribute_option_combo: String,
        "completedAt" /// When it was completed.
        completed_at: DateTime,
        "completedBy" /// The user name of who completed it.
        completed_by: String,
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "createdAtClient" /// When it was made on the device.
        created_at_client: DateTime,
        "createdBy" /// Who made it; set by the server.
        created_by: TrackerUser,
        "dataValues" /// What was recorded.
        data_values: Vec<EventValue>,
        "deleted" /// Whether it is deleted.
        deleted: bool,
        "enrollment" /// Its enrollment. For event programs a hidden one on 2.42, none on 2.43.
        enrollment: Uid,
        "event" /// The identifier. Once deleted, it can never be used again.
        event: Uid,
        "followUp" /// Whether it is marked for a second look.
        follow_up: bool,
        "geometry" /// Where it took place.
        geometry: Geometry,
        "notes" /// Its notes.
        notes: Vec<Note>,
        "occurredAt" /// When it took place; the server refuses an active or completed one without.
        occurred_at: DateTime,
        "orgUnit" /// The organisation unit.
        org_unit: String,
        "program" /// The program.
        program: String,
        "programStage" /// The program stage.
        program_stage: String,
        "relationships" /// Its relationships.
        relationships: Vec<Relationship>,
        "scheduledAt" /// When it is to take place.
        scheduled_at: DateTime,
        "status" /// Its status.
        status: EventStatus,
        "storedBy" /// The user name of a former system.
        stored_by: String,
        "trackedEntity" /// The tracked entity; none for event programs.
        tracked_entity: Uid,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
        "updatedAtClient" /// When it was last changed on the device.
        updated_at_client: DateTime,
        "updatedBy" /// Who last changed it; set by the server.
        updated_by: TrackerUser,
    }
}

structure! {
    /// A relationship between two objects.
    Relationship {
        "bidirectional" /// Whether it holds both ways; read only.
        bidirectional: bool,
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "createdAtClient" /// When it was made on the device.
        created_at_client: DateTime,
        "deleted" /// Whether it is deleted.
        deleted: bool,
        "from" /// Where it begins.
        from: RelationshipEnd,
        "relationship" /// The identifier. Once deleted, it can never be used again.
        relationship: Uid,
        "relationshipName" /// The name of its type; read only.
        relationship_name: String,
        "relationshipType" /// Its type.
        relationship_type: String,
        "to" /// Where it ends.
        to: RelationshipEnd,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
    }
}

structure! {
    /// One end of a [`Relationship`]: exactly one of the three.
    RelationshipEnd {
        "enrollment" /// An enrollment.
        enrollment: Enrollment,
        "event" /// An event.
        event: Event,
        "trackedEntity" /// A tracked entity.
        tracked_entity: TrackedEntity,
    }
}

structure! {
    /// The value of an attribute.
    AttributeValue {
        "attribute" /// The attribute.
        attribute: String,
        "code" /// The attribute's code; read only.
        code: String,
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "displayName" /// The attribute's name; read only.
        display_name: String,
        "storedBy" /// The user name of who stored it.
        stored_by: String,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
        "value" /// The value, always as text.
        value: String,
        "valueType" /// The attribute's type; read only.
        value_type: String,
    }
}

structure! {
    /// The value of a data element in an event.
    EventValue {
        "createdAt" /// When it was made; set by the server.
        created_at: DateTime,
        "createdBy" /// Who made it; set by the server.
        created_by: TrackerUser,
        "dataElement" /// The data element.
        data_element: String,
        "providedElsewhere" /// Whether another facility provided it.
        provided_elsewhere: bool,
        "storedBy" /// The user name of who stored it.
        stored_by: String,
        "updatedAt" /// When it was last changed; set by the server.
        updated_at: DateTime,
        "updatedBy" /// Who last changed it; set by the server.
        updated_by: TrackerUser,
        "value" /// The value, always as text.
        value: String,
    }
}

structure! {
    /// A note on an enrollment or an event. Notes are only ever added.
    Note {
        "createdBy" /// Who wrote it; set by the server.
        created_by: TrackerUser,
        "note" /// The identifier.
        note: Uid,
        "storedAt" /// When it was stored; set by the server.
        stored_at: DateTime,
        "storedBy" /// The user name of who stored it.
        stored_by: String,
        "value" /// The text.
        value: String,
    }
}

structure! {
    /// Which organisation unit owns a tracked entity in a program.
    ProgramOwner {
        "orgUnit" /// The organisation unit.
        org_unit: String,
        "program" /// The program.
        program: String,
        "trackedEntity" /// The tracked entity.
        tracked_entity: Uid,
    }
}

structure! {
    /// A user as the tracker names one.
    TrackerUser {
        "displayName" /// The name to show.
        display_name: String,
        "firstName" /// The first name.
        first_name: String,
        "surname" /// The surname.
        surname: String,
        "uid" /// The identifier.
        uid: Uid,
        "username" /// The user name.
        username: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::base::Object;

    #[test]
    fn the_names_of_each_type_are_sorted_and_reach_their_own_field() {
        let objects: [&mut dyn Object; 10] = [
            &mut TrackedEntity::default(),
            &mut Enrollment::default(),
            &mut Event::default(),
            &mut Relationship::default(),
            &mut RelationshipEnd::default(),
            &mut AttributeValue::default(),
            &mut EventValue::default(),
            &mut Note::default(),
            &mut ProgramOwner::default(),
            &mut TrackerUser::default(),
        ];
        for object in objects {
            let keys = object.keys();
            assert!(keys.is_sorted(), "{keys:?}");
            for (index, key) in keys.iter().enumerate() {
                let slot: *const () = std::ptr::from_ref(object.at(index).unwrap()).cast();
                let same: *const () = std::ptr::from_mut(object.at_mut(index).unwrap()).cast();
                assert_eq!(slot, same, "{key}");
            }
            assert!(object.at_mut(keys.len()).is_none());
        }
    }
}
