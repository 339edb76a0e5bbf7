//! Made-up organisation units and data values in the shapes that DHIS2 2.42 sends.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unit {
    pub code: Option<String>,
    pub name: String,
    pub short_name: String,
    pub id: String,
    pub level: u32,
    pub path: String,
    pub opening_date: String,
    pub parent: Option<Parent>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Parent {
    pub id: String,
}

/// What is asked for: the fields of [`Unit`].
pub const UNIT_FIELDS: &str = "code,name,shortName,id,level,path,openingDate,parent[id]";

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DataValue {
    pub data_element: String,
    pub period: String,
    pub org_unit: String,
    pub category_option_combo: String,
    pub attribute_option_combo: String,
    pub value: String,
    pub stored_by: Option<String>,
    pub created: Option<String>,
    pub last_updated: Option<String>,
    pub comment: Option<String>,
    pub followup: bool,
}

#[derive(Debug, Deserialize)]
pub struct Me {
    pub id: String,
    pub username: String,
}

/// How many different data values there are.
pub const BLOCK: usize = 5_000;

/// A small generator (splitmix64): the same data in every process.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn uid(&mut self) -> String {
        const LETTERS: &[u8; 62] =
            b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        let mut pick = |from: u64| char::from(LETTERS[self.below(from) as usize]);
        let first = pick(52);
        std::iter::once(first)
            .chain((0..10).map(|_| pick(62)))
            .collect()
    }
}

pub fn units(count: usize) -> Vec<Unit> {
    const NAMES: [&str; 6] = [
        "Braaatta",
        "Vethskari",
        "Mbølanorth",
        "Owick",
        "Saint Oréol",
        "Ny",
    ];
    let random = &mut Random(1);
    (0..count)
        .map(|n| {
            let name = format!("{} Health Centre {n}", NAMES[n % NAMES.len()]);
            let parent = random.uid();
            let id = random.uid();
            let path = format!("/{}/{}/{parent}/{id}", random.uid(), random.uid());
            Unit {
                code: (n % 3 != 0).then(|| format!("OU_{n:06}")),
                short_name: name.clone(),
                name,
                id,
                level: 4,
                path,
                opening_date: format!("19{}-01-01T00:00:00.000", 70 + n % 30),
                parent: Some(Parent { id: parent }),
            }
        })
        .collect()
}

/// The data values of one block.
pub fn values() -> Vec<DataValue> {
    let random = &mut Random(2);
    let elements: Vec<_> = (0..40).map(|_| random.uid()).collect();
    let combo = random.uid();
    (0..BLOCK)
        .map(|n| DataValue {
            data_element: elements[n % elements.len()].clone(),
            period: format!("2026{:02}", 1 + n % 12),
            org_unit: random.uid(),
            category_option_combo: combo.clone(),
            attribute_option_combo: combo.clone(),
            value: random.below(100_000).to_string(),
            stored_by: Some("admin".to_owned()),
            created: Some(format!("2026-11-21T07:46:{:02}.000+0000", n % 60)),
            last_updated: Some(format!("2026-11-21T07:47:{:02}.000+0000", n % 60)),
            comment: (n % 50 == 0).then(|| "Checked by \"phone\"\nand again".to_owned()),
            followup: n % 97 == 0,
        })
        .collect()
}

/// A document of data values in three pieces: what comes before, one block, what comes after. Every
/// block but the first has a comma before it.
pub struct Document {
    pub before: &'static [u8],
    pub block: Vec<u8>,
    pub after: &'static [u8],
}

impl Document {
    pub fn new() -> Self {
        let list = serde_json::to_vec(&values()).expect("JSON");
        Self {
            before: br#"{"dataSet":"DsMonthly01","completeDate":"2026-01-28T00:00:00.000+0000","dataValues":["#,
            block: list[1..list.len() - 1].to_vec(),
            after: b"]}",
        }
    }

    pub fn length(&self, values: usize) -> usize {
        let blocks = values / BLOCK;
        self.before.len() + blocks * (self.block.len() + 1) - 1 + self.after.len()
    }

    pub fn whole(&self, values: usize) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.length(values));
        all.extend_from_slice(self.before);
        for block in 0..values / BLOCK {
            if block > 0 {
                all.push(b',');
            }
            all.extend_from_slice(&self.block);
        }
        all.extend_from_slice(self.after);
        all
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}
