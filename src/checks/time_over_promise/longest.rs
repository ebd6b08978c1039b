//! The longest way through a graph of things that take time. A way back is
//! gone as often as it may be: each time costs what lies between its ends.

/// A way from one to another, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub from: usize,
    pub to: usize,
    /// How long it takes to go it.
    pub wait: u64,
    /// How often it may be gone, if it says so.
    pub at_most: Option<u32>,
}

/// A way back that is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Again {
    pub from: usize,
    pub to: usize,
    pub times: u32,
}

/// The longest way.
#[derive(Debug, Default)]
pub(super) struct Longest {
    /// What is passed, in order, each with how long it takes, and all that is
    /// done again there.
    pub passed: Vec<(usize, u64)>,
    /// The ways back that are gone on it, in order.
    pub again: Vec<Again>,
}

/// At most so many ways back are counted.
const MOST_BACK: usize = 64;

/// Finds the longest way from one of `starts`. `times` says how long each
/// takes by itself.
pub(super) fn longest(times: &[u64], ways: &[Way], starts: &[usize]) -> Longest {
    let graph = Graph::of(times, ways, starts);
    let mut extra = vec![0_u64; times.len()];
    let mut again: Vec<Again> = Vec::new();
    for way in graph.back.iter().take(MOST_BACK) {
        let Some(times) = way.at_most else { continue };
        let round = graph.between(way.to, way.from).saturating_add(way.wait);
        if let Some(extra) = extra.get_mut(way.from) {
            *extra = extra.saturating_add(round.saturating_mul(u64::from(times)));
        }
        again.push(Again { from: way.from, to: way.to, times });
    }
    let passed = graph.passed(&extra, starts);
    let is_passed = |at: usize| passed.iter().any(|(own, _)| *own == at);
    again.retain(|again| is_passed(again.from));
    Longest { passed, again }
}

/// A graph without its ways back.
struct Graph<'a> {
    times: &'a [u64],
    /// The ways on from each, with how long they take.
    on: Vec<Vec<(usize, u64)>>,
    /// All that can be reached, each before what it leads to.
    order: Vec<usize>,
    back: Vec<Way>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

impl<'a> Graph<'a> {
    /// Parts the ways into those on and those back to what is being passed.
    fn of(times: &'a [u64], ways: &[Way], starts: &[usize]) -> Graph<'a> {
        let mut leaving: Vec<Vec<&Way>> = vec![Vec::new(); times.len()];
        for way in ways.iter().filter(|way| way.to < times.len()) {
            leaving.get_mut(way.from).into_iter().for_each(|own| own.push(way));
        }
        let mut graph =
            Graph { times, on: vec![Vec::new(); times.len()], order: vec![], back: vec![] };
        let mut states = vec![State::New; times.len()];
        for start in starts {
            if states.get(*start) != Some(&State::New) {
                continue;
            }
            let mut open = vec![(*start, 0_usize)];
            set(&mut states, *start, State::Open);
            while let Some((at, next)) = open.last_mut() {
                let at = *at;
                let Some(way) = leaving.get(at).and_then(|ways| ways.get(*next)) else {
                    set(&mut states, at, State::Done);
                    graph.order.push(at);
                    open.pop();
                    continue;
                };
                *next += 1;
                let state = states.get(way.to).copied().unwrap_or(State::Done);
                if state == State::Open {
                    graph.back.push(**way);
                    continue;
                }
                graph.on.get_mut(at).into_iter().for_each(|on| on.push((way.to, way.wait)));
                if state == State::New {
                    set(&mut states, way.to, State::Open);
                    open.push((way.to, 0));
                }
            }
        }
        graph.order.reverse();
        graph
    }

    /// Returns how long it takes from one to another and through both, the
    /// longest way; 0 if none leads there.
    fn between(&self, from: usize, to: usize) -> u64 {
        let mut longest: Vec<Option<u64>> = vec![None; self.times.len()];
        if let Some(own) = longest.get_mut(from) {
            *own = self.times.get(from).copied();
        }
        for at in &self.order {
            let Some(here) = longest.get(*at).copied().flatten() else { continue };
            for (next, wait) in self.on.get(*at).into_iter().flatten() {
                let there = here.saturating_add(*wait).saturating_add(self.time(*next));
                if let Some(own) = longest.get_mut(*next) {
                    *own = Some(own.map_or(there, |own| own.max(there)));
                }
            }
        }
        longest.get(to).copied().flatten().unwrap_or_default()
    }

    fn time(&self, at: usize) -> u64 {
        self.times.get(at).copied().unwrap_or_default()
    }

    /// Returns what the longest way passes; `extra` takes time as well.
    fn passed(&self, extra: &[u64], starts: &[usize]) -> Vec<(usize, u64)> {
        let cost =
            |at: usize| self.time(at).saturating_add(extra.get(at).copied().unwrap_or_default());
        // From each to the end: how long, and where it goes on after how long.
        let mut rest: Vec<(u64, Option<(usize, u64)>)> = vec![(0, None); self.times.len()];
        for at in self.order.iter().rev() {
            let mut best = (0, None);
            for (next, wait) in self.on.get(*at).into_iter().flatten() {
                let there = rest.get(*next).map_or(0, |rest| rest.0).saturating_add(*wait);
                if best.1.is_none() || best.0 < there {
                    best = (there, Some((*next, *wait)));
                }
            }
            if let Some(own) = rest.get_mut(*at) {
                *own = (cost(*at).saturating_add(best.0), best.1);
            }
        }
        let length = |at: &usize| rest.get(*at).map_or(0, |rest| rest.0);
        // Of ways of one length the one that begins first.
        let mut at = starts.iter().copied().rev().max_by_key(length);
        let (mut passed, mut wait) = (Vec::new(), 0);
        while let Some(own) = at {
            passed.push((own, cost(own).saturating_add(wait)));
            let next = rest.get(own).and_then(|rest| rest.1);
            wait = next.map_or(0, |(_, wait)| wait);
            at = next.map(|(next, _)| next);
        }
        passed
    }
}

fn set(states: &mut [State], at: usize, state: State) {
    states.get_mut(at).into_iter().for_each(|own| *own = state);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: usize, to: usize) -> Way {
        Way { from, to, wait: 0, at_most: None }
    }

    fn length(times: &[u64], ways: &[Way]) -> u64 {
        longest(times, ways, &[0]).passed.iter().map(|(_, time)| time).sum()
    }

    #[test]
    fn of_two_ways_the_longer_counts() {
        let ways = [way(0, 1), way(0, 2), way(1, 3), way(2, 3)];
        assert_eq!(length(&[1, 10, 20, 5], &ways), 26);
        let passed = longest(&[1, 10, 20, 5], &ways, &[0]).passed;
        assert_eq!(passed, [(0, 1), (2, 20), (3, 5)]);
    }

    #[test]
    fn a_way_back_is_gone_as_often_as_it_may_be() {
        let back = Way { wait: 7, at_most: Some(3), ..way(2, 1) };
        let ways = [way(0, 1), way(1, 2), back, way(2, 3)];
        // 1 and 2 three times more, and seven before each.
        assert_eq!(length(&[1, 10, 20, 5], &ways), 36 + 3 * (30 + 7));
        let found = longest(&[1, 10, 20, 5], &ways, &[0]);
        assert_eq!(found.again, [Again { from: 2, to: 1, times: 3 }]);
        // Nobody knows how often one without a bound is gone.
        assert_eq!(length(&[1, 10, 20, 5], &[way(0, 1), way(1, 2), way(2, 1), way(2, 3)]), 36);
    }

    #[test]
    fn a_step_may_be_done_again_by_itself() {
        let back = Way { at_most: Some(2), ..way(0, 0) };
        assert_eq!(length(&[10], &[back]), 30);
    }

    #[test]
    fn many_ways_take_no_time() {
        let count = 20_000;
        let mut ways: Vec<Way> = (1..count).map(|at| way(at - 1, at)).collect();
        ways.extend((1..count).map(|at| Way { at_most: Some(9), ..way(at, at / 2) }));
        assert!(0 < length(&vec![1; count], &ways));
    }
}
