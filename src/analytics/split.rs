//! Queries that are longer than a URL may be, in parts whose rows add up to the whole.

use super::query::Dimension;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::uid::Uid;

/// The length of a request's URL in bytes, without its origin, and the most that is sent.
pub(super) fn excess(request: Request) -> Result<(usize, usize)> {
    let (api, out) = request.outgoing()?;
    let client = api.client();
    let origin = client.base.origin().len();
    Ok((out.url.len().saturating_sub(origin), client.max_url))
}

/// Tells how long the URL with these dimensions is, and how long it may be.
type Measure<'a> = dyn Fn(&[Dimension]) -> Result<(usize, usize)> + 'a;

/// Parts of the dimensions, of which each fits. `measure` tells how long the URL is and may be.
pub(super) fn split(
    dimensions: &[Dimension],
    measure: &Measure<'_>,
) -> Result<Vec<Vec<Dimension>>> {
    let (length, limit) = measure(dimensions)?;
    if length <= limit {
        return Ok(vec![dimensions.to_vec()]);
    }
    let longest = dimensions
        .iter()
        .enumerate()
        .filter(|(_, dimension)| is_divisible(dimension))
        .max_by_key(|(_, dimension)| dimension.to_string().len());
    let Some((at, longest)) = longest else {
        return Err(Error::invalid(
            "the query",
            format!("{length} bytes"),
            format!(
                "at most {limit} bytes, or a long list of data items, fixed periods or uids of \
                 units as a dimension, which can be asked in parts"
            ),
        ));
    };
    let mut parts = Vec::new();
    for half in longest.items.chunks(longest.items.len().div_ceil(2)) {
        let mut dimensions = dimensions.to_vec();
        if let Some(dimension) = dimensions.get_mut(at) {
            dimension.items = half.to_vec();
        }
        parts.extend(split(&dimensions, measure)?);
    }
    Ok(parts)
}

/// Whether each item makes rows of its own. Groups, levels and relative periods do not: they stand
/// for other items, which would then be in two parts, or say something about the items beside them.
fn is_divisible(dimension: &Dimension) -> bool {
    let alone = |item: &String| match dimension.name.as_str() {
        "dx" => !item.contains("GROUP-"),
        "pe" => item.starts_with(|c: char| c.is_ascii_digit()),
        "ou" => Uid::is_valid(item),
        _ => false,
    };
    dimension.items.len() > 1 && dimension.items.iter().all(alone)
}
