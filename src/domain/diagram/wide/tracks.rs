//! Which lines run beside which in a corridor or a channel.
//!
//! A net is what shares one line there. Nets that overlap need tracks of
//! their own; their order decides how often they cross. It is found by moving
//! one net after another to its best place.

/// A line in a channel (or, turned by a quarter, in a corridor).
#[derive(Debug, Clone, Default)]
pub struct Net {
    /// Where it begins along the channel.
    pub low: i32,
    /// Where it ends along the channel.
    pub high: i32,
    /// Where lines leave it.
    pub pins: Vec<Pin>,
}

/// A place where a line leaves a channel.
#[derive(Debug, Clone, Copy)]
pub struct Pin {
    /// Where along the channel.
    pub at: i32,
    /// On which side of it.
    pub side: Side,
    /// Index of the edge.
    pub edge: usize,
    /// Lines opposite each other at the same place would lie on each other.
    pub is_exact: bool,
}

/// A side of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above it, or left of it.
    Before,
    /// Below it, or right of it.
    After,
}

/// The tracks of the nets of a channel.
#[derive(Debug, Clone, Default)]
pub struct Tracks {
    /// Of each net, from 0.
    pub track: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// Pairs of nets whose lines lie on each other all the same: the pin
    /// before and the pin after.
    pub clashes: Vec<(Pin, Pin)>,
}

/// Pins this close to each other are at the same place.
const SAME: i32 = 8;
const CLASH: u32 = 1000;

/// Gives each net a track. Nets closer than `gap` along the channel do not
/// share one; `is_related` says which edges may lie on each other.
pub fn tracks(nets: &[Net], gap: i32, is_related: &dyn Fn(usize, usize) -> bool) -> Tracks {
    let count = nets.len();
    let mut before = vec![0; count * count];
    for (i, a) in nets.iter().enumerate() {
        for (j, b) in nets.iter().enumerate() {
            if i != j && is_near(a, b, gap) {
                before[i * count + j] = crossings(a, b, is_related);
            }
        }
    }
    let order = order(count, &before);
    let mut result = Tracks { track: vec![0; count], ..Tracks::default() };
    for (place, &net) in order.iter().enumerate() {
        let earlier = order.iter().take(place);
        let near = earlier.filter(|other| is_near(&nets[**other], &nets[net], gap));
        let mut track = 0;
        for &other in near {
            track = track.max(result.track[other] + 1);
            if CLASH <= before[other * count + net] {
                result.clashes.extend(clash(&nets[other], &nets[net], is_related));
            }
        }
        result.track[net] = track;
        result.count = result.count.max(track + 1);
    }
    result
}

fn is_near(a: &Net, b: &Net, gap: i32) -> bool {
    a.low < b.high + gap && b.low < a.high + gap
}

/// How often two nets cross when `first` comes before `second`.
pub fn crossings(first: &Net, second: &Net, is_related: &dyn Fn(usize, usize) -> bool) -> u32 {
    let mut total = 0;
    for pin in first.pins.iter().filter(|pin| pin.side == Side::After) {
        total += u32::from(second.low < pin.at && pin.at < second.high);
        for other in second.pins.iter().filter(|other| other.side == Side::Before) {
            if is_related(pin.edge, other.edge) {
                continue;
            }
            if pin.is_exact && (pin.at - other.at).abs() < SAME {
                total += CLASH;
            }
            let is_end = (pin.at == first.low) == (other.at == second.low);
            if !pin.is_exact && pin.at == other.at && is_end {
                total += 1;
            }
        }
    }
    let inside = second.pins.iter().filter(|pin| pin.side == Side::Before);
    total += inside.map(|pin| u32::from(first.low < pin.at && pin.at < first.high)).sum::<u32>();
    total
}

fn clash(
    first: &Net,
    second: &Net,
    is_related: &dyn Fn(usize, usize) -> bool,
) -> Option<(Pin, Pin)> {
    for pin in first.pins.iter().filter(|pin| pin.side == Side::After && pin.is_exact) {
        for other in second.pins.iter().filter(|other| other.side == Side::Before) {
            if (pin.at - other.at).abs() < SAME && !is_related(pin.edge, other.edge) {
                return Some((*other, *pin));
            }
        }
    }
    None
}

/// An order of `count` nets with few crossings; `before` has what each pair
/// costs when the first comes first.
fn order(count: usize, before: &[u32]) -> Vec<usize> {
    let price = |a: usize, b: usize| i64::from(before[a * count + b]);
    let mut order: Vec<usize> = (0..count).collect();
    let balance = |a: usize| (0..count).map(|b| price(a, b) - price(b, a)).sum::<i64>();
    let balances: Vec<i64> = order.iter().map(|net| balance(*net)).collect();
    order.sort_by_key(|net| (balances[*net], *net));
    for _ in 0..6 {
        let mut is_changed = false;
        for net in 0..count {
            let Some(home) = order.iter().position(|other| *other == net) else { continue };
            // What moving it costs, step by step, in both directions.
            let mut best = (0, home);
            let mut change = 0;
            for (at, &other) in order.iter().enumerate().skip(home + 1) {
                change += price(other, net) - price(net, other);
                best = if change < best.0 { (change, at) } else { best };
            }
            change = 0;
            for (at, &other) in order.iter().enumerate().take(home).rev() {
                change += price(net, other) - price(other, net);
                best = if change < best.0 { (change, at) } else { best };
            }
            if best.1 != home {
                order.remove(home);
                order.insert(best.1, net);
                is_changed = true;
            }
        }
        if !is_changed {
            break;
        }
    }
    order
}
