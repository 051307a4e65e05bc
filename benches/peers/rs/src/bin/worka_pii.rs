//! pii, by Worka: the default recognisers. Its names in prose need a model that it downloads, so they stay off.

use pii::nlp::SimpleNlpEngine;
use pii::{presets::default_recognizers, types::Language, Analyzer, EntityType as E, PolicyConfig};

fn label(kind: &E) -> &'static str {
    match kind {
        E::Email => "EMAIL",
        E::Phone => "PHONE",
        E::IpAddress | E::Ipv6 => "IP",
        E::CreditCard => "CARD",
        E::Iban | E::BankAccount | E::RoutingNumber => "BANK",
        E::Url | E::Domain | E::Hostname => "URL",
        E::Person => "PERSON",
        E::Location => "LOCATION",
        E::Organization => "ORGANISATION",
        E::Vin => "VEHICLE_REG",
        E::Ssn | E::Itin | E::TaxId | E::Passport | E::DriverLicense | E::Uuid | E::Imei => "OTHER_ID",
        _ => "OTHER",
    }
}

fn main() {
    peers::run(|| {
        let nlp = Box::new(SimpleNlpEngine::default());
        let analyser = Analyzer::new(nlp, default_recognizers(), Vec::new(), PolicyConfig::default());
        let english = Language::from("en");
        move |text: &str| {
            let found = analyser.analyze(text, &english).expect("analysis").entities;
            found.iter().map(|d| (d.start, d.end, label(&d.entity_type))).collect()
        }
    });
}
