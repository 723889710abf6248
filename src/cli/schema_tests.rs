//! `docs/schema/` is made from the types of the answers; `PARAFA_UPDATE_DOCS=1 cargo test` writes it anew.

use std::env;
use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Value, json};

use super::json::{Document, ErrorDocument};
use crate::op::calendar::CalendarOutcome;
use crate::op::check::CheckOutcome;
use crate::op::compare::CompareOutcome;
use crate::op::connect::ConnectOutcome;
use crate::op::delete::DeleteOutcome;
use crate::op::demo::DemoOutcome;
use crate::op::doctor::DoctorOutcome;
use crate::op::done::DoneOutcome;
use crate::op::explain::ExplainOutcome;
use crate::op::export::ExportOutcome;
use crate::op::forget::ForgetOutcome;
use crate::op::form::FormOutcome;
use crate::op::identify::IdentifyOutcome;
use crate::op::import::ImportOutcome;
use crate::op::init::InitOutcome;
use crate::op::modules::ModulesOutcome;
use crate::op::pin::PinOutcome;
use crate::op::profiles::ProfilesOutcome;
use crate::op::provider::ProviderOutcome;
use crate::op::renew::RenewOutcome;
use crate::op::revoke::RevokeOutcome;
use crate::op::shape::{DryRun, DryRuns, InstallOutcome, RequestOutcome};
use crate::op::show::ShowOutcome;
use crate::op::sign::SignOutcome;
use crate::op::tidy::TidyOutcome;
use crate::op::todo::TodoOutcome;
use crate::op::tokens::TokensOutcome;

fn of<T: JsonSchema>(name: &str) -> Value {
    let schema = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>();
    let mut schema = serde_json::to_value(schema).unwrap();
    schema["title"] = json!(format!("parafa.{name}/1"));
    schema["properties"]["schema"] = json!({ "const": format!("parafa.{name}/1") });
    schema
}

fn answer<T: JsonSchema + Serialize + 'static>(name: &str) -> Value {
    of::<Document<'static, T>>(name)
}

fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("calendar", answer::<CalendarOutcome>("calendar")),
        ("check", answer::<CheckOutcome>("check")),
        ("compare", answer::<CompareOutcome>("compare")),
        ("renew", answer::<RenewOutcome>("renew")),
        ("revoke", answer::<RevokeOutcome>("revoke")),
        ("delete", answer::<DeleteOutcome>("delete")),
        ("demo", answer::<DemoOutcome>("demo")),
        ("doctor", answer::<DoctorOutcome>("doctor")),
        ("error", of::<ErrorDocument>("error")),
        ("forget", answer::<ForgetOutcome>("forget")),
        ("form", answer::<FormOutcome>("form")),
        ("explain", answer::<ExplainOutcome>("explain")),
        ("export", answer::<ExportOutcome>("export")),
        ("identify", answer::<IdentifyOutcome>("identify")),
        ("import", answer::<ImportOutcome>("import")),
        ("init", answer::<InitOutcome>("init")),
        ("pin", answer::<PinOutcome>("pin")),
        ("install", answer::<InstallOutcome>("install")),
        ("modules", answer::<ModulesOutcome>("modules")),
        ("profiles", answer::<ProfilesOutcome>("profiles")),
        ("provider", answer::<ProviderOutcome>("provider")),
        ("request", answer::<RequestOutcome>("request")),
        ("request-set-dry-run", answer::<DryRuns>("request")),
        ("request-dry-run", answer::<DryRun>("request")),
        ("show", answer::<ShowOutcome>("show")),
        ("connect", answer::<ConnectOutcome>("connect")),
        ("sign", answer::<SignOutcome>("sign")),
        ("tidy", answer::<TidyOutcome>("tidy")),
        ("todo", answer::<TodoOutcome>("todo")),
        ("done", answer::<DoneOutcome>("done")),
        ("tokens", answer::<TokensOutcome>("tokens")),
    ]
}

#[test]
fn the_schemas_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let update = env::var_os("PARAFA_UPDATE_DOCS").is_some();
    if update {
        fs::create_dir_all(&folder).unwrap();
    }
    for (name, schema) in all() {
        let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let file = folder.join(format!("{name}.json"));
        if update {
            fs::write(&file, &fresh).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            written == fresh,
            "{name}: PARAFA_UPDATE_DOCS=1 cargo test writes docs/schema anew"
        );
    }
}

#[test]
fn every_schema_names_its_document_and_its_warnings() {
    for (name, schema) in all() {
        let required = schema["required"].as_array().unwrap();
        assert!(required.contains(&json!("schema")), "{name}");
        assert!(required.contains(&json!("warnings")), "{name}");
    }
}
