//! The text of the mail that carries a paper: to be copied into whatever program writes mail here.

use super::Source;
use super::fill::paragraph;
use crate::i18n::Paper;
use crate::profile::{Contact, Form};
use crate::sanitize;

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// What the authority wants with it, in its words.
    pub attach: Vec<String>,
    /// The files that lie beside this text.
    pub files: Vec<String>,
}

impl Mail {
    pub(super) fn of(
        form: &Form,
        contact: Option<&Contact>,
        source: &Source<'_>,
        words: &Paper,
    ) -> Option<Self> {
        if form.mail_subject.is_none() && form.mail_text.is_empty() {
            return None;
        }
        let subject = form.mail_subject.as_ref().unwrap_or(&form.title);
        let paragraph = |text: &String| paragraph(text, form, source, words);
        Some(Self {
            to: recipient(form, contact),
            subject: paragraph(subject),
            text: form.mail_text.iter().map(paragraph).collect(),
            attach: form.attach.clone(),
            files: Vec::new(),
        })
    }

    /// As a text file. Lines end with CR and LF: that is what mail has (RFC 5322 §2.1), and what the oldest editor of
    /// Windows needs to show lines at all.
    pub(super) fn text(&self, words: &Paper) -> String {
        let mut lines = vec![
            headed(words, "paper-mail-to", &self.to),
            headed(words, "paper-mail-subject", &self.subject),
            String::new(),
        ];
        for text in &self.text {
            lines.push(sanitize::whole(text));
            lines.push(String::new());
        }
        for (id, list) in [
            ("paper-mail-attach", &self.attach),
            ("paper-mail-files", &self.files),
        ] {
            if !list.is_empty() {
                lines.push(words.word(id));
                lines.extend(list.iter().map(|one| format!("- {}", sanitize::whole(one))));
                lines.push(String::new());
            }
        }
        lines.join("\r\n")
    }
}

fn headed(words: &Paper, id: &str, value: &str) -> String {
    format!("{} {}", words.word(id), sanitize::whole(value))
}

/// The form's addressee, with an address where one is known; else whoever the authority is.
fn recipient(form: &Form, contact: Option<&Contact>) -> String {
    let mail = contact.and_then(|contact| contact.mail.as_deref());
    let name = contact.map(|contact| contact.authority.as_str());
    match (form.to.as_deref().or(name), mail) {
        (Some(to), Some(mail)) if !to.contains('@') => format!("{to} <{mail}>"),
        (Some(to), _) => to.to_owned(),
        (None, _) => super::UNKNOWN.to_owned(),
    }
}
