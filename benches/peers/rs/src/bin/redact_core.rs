//! redact-core, by Censgate: the default engine of patterns, UK ones among them. Its names need a model that no
//! package ships.

use redact_core::{AnalyzerEngine, EntityType as E};

fn label(kind: &E) -> &'static str {
    match kind {
        E::Person => "PERSON",
        E::Location => "LOCATION",
        E::Organization => "ORGANISATION",
        E::DateTime => "DATE",
        E::EmailAddress => "EMAIL",
        E::PhoneNumber | E::UkPhoneNumber | E::UkMobileNumber => "PHONE",
        E::IpAddress => "IP",
        E::Url | E::DomainName => "URL",
        E::CreditCard => "CARD",
        E::Iban | E::IbanCode | E::UsBankNumber | E::UkSortCode => "BANK",
        E::UkNhs => "NHS_NUMBER",
        E::UkNino => "NI_NUMBER",
        E::UkPostcode | E::UsZipCode => "POSTCODE",
        E::MedicalLicense => "PROFESSIONAL_ID",
        E::MedicalRecordNumber => "HOSPITAL_NUMBER",
        E::Age => "AGE",
        E::PoBox => "ADDRESS",
        E::UsSsn | E::UsDriverLicense | E::UsPassport | E::UkDriverLicense | E::UkPassportNumber => {
            "OTHER_ID"
        }
        E::PassportNumber | E::UkCompanyNumber | E::Guid => "OTHER_ID",
        _ => "OTHER",
    }
}

fn main() {
    peers::run(|| {
        let engine = AnalyzerEngine::new();
        move |text: &str| {
            let found = engine.analyze(text, Some("en")).expect("analysis").detected_entities;
            found.iter().map(|d| (d.start, d.end, label(&d.entity_type))).collect()
        }
    });
}
