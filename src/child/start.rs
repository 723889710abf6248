//! Starting a host: its environment, its pipes, its greeting.

use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::log;
use super::message::{Said, VERSION, receive, send};
use super::process::{HOST_WORD, Process, TICK, host};
use super::watch::HostProgram;
use crate::sys::group;
use crate::token::Fault;

impl Process {
    pub(super) fn start(
        program: &HostProgram,
        module: &str,
        env: &[(String, String)],
    ) -> Result<Self, Fault> {
        let mut command = command(program, env);
        let mut child = command.spawn().map_err(|error| host(&error.to_string()))?;
        let (Some(mut requests), Some(answers), Some(prints)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(host("no pipes"));
        };
        log::keep(prints, module.to_owned(), program.log.clone());
        let (to_us, said) = mpsc::channel();
        std::thread::spawn(move || {
            let mut answers = answers;
            while let Ok(frame) = receive::<Said>(&mut answers) {
                if to_us.send(frame).is_err() {
                    return;
                }
            }
        });
        // A host that died already is noticed when its greeting does not come.
        let _ = send(&mut requests, 0, &Said::Hello { version: VERSION });
        let mut process = Self {
            child: Some(child),
            requests: Some(requests),
            said,
            number: 0,
        };
        process.greet()?;
        Ok(process)
    }

    fn greet(&mut self) -> Result<(), Fault> {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            match self.said.recv_timeout(TICK) {
                Ok((_, Said::Hello { version: VERSION })) => return Ok(()),
                Ok(_) => return Err(host("another version of this program answered")),
                Err(quiet) => {
                    if let Some(status) = self.ended() {
                        return Err(host(&format!("the module host ended at once: {status}")));
                    }
                    if Instant::now() > until {
                        self.kill();
                        return Err(host("the module host did not start"));
                    }
                    if quiet == RecvTimeoutError::Disconnected {
                        std::thread::sleep(TICK);
                    }
                }
            }
        }
    }
}

/// Our own program as a module host, with the environment that it may see.
fn command(program: &HostProgram, env: &[(String, String)]) -> Command {
    let mut command = Command::new(&program.path);
    command
        .arg(HOST_WORD)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, _) in std::env::vars_os() {
        let ours = name.to_string_lossy().starts_with("PARAFA_");
        if ours || program.hidden.contains(&name) {
            command.env_remove(name);
        }
    }
    command.envs(env.iter().map(|(name, value)| (name, value)));
    group::own_group(&mut command);
    command
}
