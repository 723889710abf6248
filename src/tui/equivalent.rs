//! The command line that does the same as a job: to be passed on to whoever writes scripts or looks after the computer.

use std::path::Path;

use super::task::{Checking, Comparing, Connecting, Job};
use crate::op::check::Net;
use crate::op::done::Done;
use crate::op::files::Source;
use crate::op::form::Form;
use crate::op::request::set::SetInput;
use crate::op::typed::Typed;

/// As it is typed; `None` for what only the screens do.
pub(super) fn of(job: &Job) -> Option<String> {
    let line = match job {
        Job::Look | Job::LookAnew => Typed::command("show"),
        Job::Prove(uri) => Typed::command("show --login").option("-t", uri),
        Job::Open(source) => Typed::command("show").word(&given(source)),
        Job::Install(source) => Typed::command("install").word(&given(source)),
        Job::Tick(done) => ticked(done),
        Job::Renew(id) | Job::RenewPlain(id) => Typed::command("renew").word(id),
        Job::Plan(order) | Job::Make(order) => order.gathered.command(),
        Job::PlanPlain(plain) | Job::MakePlain(plain) => plain.command(),
        Job::Resume(case) => Typed::command("request").option("--resume", case),
        Job::Adopt(input) => adopted(input),
        Job::Form(order) => papers(&order.form),
        Job::Care(care) => return care.command(),
        Job::Check(asked) => checked(asked),
        Job::Connect(asked) => connected(asked),
        Job::Sign(path, token) => with_file("sign", path).maybe("-t", token.as_deref()),
        Job::Explain(code) => Typed::command("explain").word(&code.label()),
        Job::Compare(with) => compared(with),
        Job::Revoke(id) => Typed::command("revoke").words(id),
        Job::Keep(kept) => Typed::command("provider set")
            .word(&kept.name)
            .words(&kept.pairs),
        Job::Forget(name) => Typed::command("provider forget").word(name),
        Job::Profile(id) => Typed::command("profiles show").word(id),
        Job::CheckProfile(path) => with_file("profiles check", path),
        Job::Identify(path) => with_file("identify", path),
        Job::Doctor => Typed::command("doctor"),
        Job::Bundle(path, _) => with_file("doctor --bundle", path),
        Job::Report(path, _) => with_file("check --report", path),
        Job::Calendar(path) => with_file("calendar --out", path),
        Job::AddDriver(path) => with_file("modules add", path),
        Job::Probe => Typed::command("modules probe"),
        Job::Practise => Typed::command("demo"),
        Job::Catalogue(_)
        | Job::Show(_)
        | Job::Log
        | Job::Browse(_)
        | Job::EndPractice
        | Job::Prefer(_) => return None,
    };
    Some(line.text())
}

fn with_file(command: &str, path: &Path) -> Typed {
    Typed::command(command).word(&file(path))
}

/// A file, or standard input for what was pasted.
fn given(source: &Source) -> String {
    match source {
        Source::Path(path) => file(path),
        Source::Stdin | Source::Pasted(_) => "-".to_owned(),
    }
}

fn file(path: &Path) -> String {
    match path.display().to_string() {
        name if name.is_empty() => "FILE".to_owned(),
        name => name,
    }
}

fn checked(asked: &Checking) -> Typed {
    let check = &asked.check;
    let files: Vec<String> = check.files.iter().map(given).collect();
    let line = Typed::command("check").words(check.ids.iter().chain(&files));
    let line = line
        .maybe("-p", check.profile.as_deref())
        .maybe("-t", asked.token.as_deref());
    let line = match check.trust.net {
        Net::Online => line.flag("--online"),
        Net::Offline => line,
    };
    if check.sign {
        line.flag("--sign")
    } else {
        line
    }
}

fn connected(asked: &Connecting) -> Typed {
    let connect = &asked.connect;
    let url = match connect.url.as_str() {
        "" => "URL",
        url => url,
    };
    Typed::command("connect")
        .word(url)
        .maybe("-i", connect.id.as_deref())
        .maybe("-p", connect.profile.as_deref())
        .maybe("-t", asked.token.as_deref())
}

fn compared(with: &Comparing) -> Typed {
    let path = with.file.as_deref().map(file);
    Typed::command("compare").words(with.id.iter().chain(&path))
}

fn ticked(done: &Done) -> Typed {
    let place = done.place.as_deref().map(|place| format!("@{place}"));
    let step = format!("{}{}", done.step, place.unwrap_or_default());
    Typed::command("done")
        .word(&step)
        .maybe("--case", done.case.as_deref())
        .maybe("--on", done.on.as_deref())
        .maybe("--value", done.value.as_deref())
        .options("--for", &done.providers)
}

fn adopted(input: &SetInput) -> Typed {
    let from = input.from.as_deref().map(file);
    Typed::command("request")
        .option("-p", &input.profile)
        .option("--from", from.as_deref().unwrap_or("FOLDER"))
        .options("--for", &input.providers)
}

fn papers(form: &Form) -> Typed {
    Typed::command("form")
        .maybe("-p", form.profile.as_deref())
        .maybe("--kind", form.kind.as_deref())
        .options("--for", &form.providers)
}
