//! Going to the net, only where `--online` was given: each address is told before it is gone to, and gone to once.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::Setting;
use crate::error::{Args, Code, Notice};
use crate::net::{self, NetFault, NetLimits};
use crate::sanitize;

/// What was fetched in this run.
#[derive(Debug, Default)]
pub(super) struct Online {
    fetched: HashMap<String, Result<Vec<u8>, NetFault>>,
    /// Responders that gave no answer: they are not asked about every certificate of a folder.
    silent: HashMap<String, NetFault>,
    /// Hosts that were not reached: no other address of theirs is gone to.
    dead: HashMap<String, NetFault>,
    /// How long was waited for nothing.
    lost: Duration,
}

/// How long is waited for nothing in one run: a folder may name hundreds of hosts that are gone.
const MOST_LOST: Duration = Duration::from_secs(90);

impl Online {
    /// What lies at an address.
    pub(super) fn get(
        &mut self,
        setting: &mut Setting<'_>,
        address: &str,
        limits: NetLimits,
    ) -> Result<Vec<u8>, NetFault> {
        if let Some(known) = self.fetched.get(address) {
            return known.clone();
        }
        let answer = self.go(setting, address, || net::get(address, limits));
        self.fetched.insert(address.to_owned(), answer.clone());
        answer
    }

    /// What a responder says.
    pub(super) fn ask(
        &mut self,
        setting: &mut Setting<'_>,
        address: &str,
        question: &[u8],
    ) -> Result<Vec<u8>, NetFault> {
        if let Some(fault) = self.silent.get(address) {
            return Err(fault.clone());
        }
        let ask = || net::ask_responder(address, question, NetLimits::ANSWER);
        let answer = self.go(setting, address, ask);
        if let Err(fault) = &answer {
            self.silent.insert(address.to_owned(), fault.clone());
        }
        answer
    }
}

impl Online {
    /// Goes to an address, unless nobody is there or too much was waited already.
    fn go(
        &mut self,
        setting: &mut Setting<'_>,
        address: &str,
        ask: impl FnOnce() -> Result<Vec<u8>, NetFault>,
    ) -> Result<Vec<u8>, NetFault> {
        if let Some(fault) = self.in_vain(address) {
            return Err(fault);
        }
        tell(setting, address);
        let begun = Instant::now();
        let alone = setting.ask.alone();
        let answer = ask();
        drop(alone);
        if let Err(fault) = &answer {
            self.failed(address, fault, begun.elapsed());
        }
        answer
    }

    /// Why an address is not gone to.
    fn in_vain(&self, address: &str) -> Option<NetFault> {
        let dead = self.dead.get(&net::host(address)).cloned();
        let seconds = MOST_LOST.as_secs();
        dead.or((self.lost >= MOST_LOST).then_some(NetFault::TooSlow { seconds }))
    }

    fn failed(&mut self, address: &str, fault: &NetFault, took: Duration) {
        self.lost += took;
        if fault.is_of_host() {
            self.dead.insert(net::host(address), fault.clone());
        }
    }
}

fn tell(setting: &mut Setting<'_>, address: &str) {
    let address = ("address", sanitize::line(address));
    setting.notice(Notice {
        code: Code::NetAsked,
        args: Args::from([address]),
    });
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{MOST_LOST, Online};
    use crate::net::NetFault;

    #[test]
    fn a_dead_host_and_too_long_a_wait_end_the_asking() {
        let mut online = Online::default();
        let second = Duration::from_secs(1);
        online.failed("http://A.example:80/x", &NetFault::NoHost, second);
        online.failed(
            "http://b.example/x",
            &NetFault::Status { status: 404 },
            second,
        );
        assert_eq!(
            online.in_vain("http://a.example:80/y"),
            Some(NetFault::NoHost)
        );
        assert_eq!(online.in_vain("http://a.example:81/y"), None);
        assert_eq!(online.in_vain("http://b.example/y"), None);
        online.failed(
            "http://c.example/",
            &NetFault::TooSlow { seconds: 1 },
            MOST_LOST,
        );
        let seconds = MOST_LOST.as_secs();
        let late = Some(NetFault::TooSlow { seconds });
        assert_eq!(online.in_vain("http://b.example/y"), late);
    }
}
