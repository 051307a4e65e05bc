//! DataDog's sensitive-data-scanner. The crate ships no rules, those of the product are not public: these UK rules are
//! written for this comparison as its documentation writes one, a regex, words that must stand near, a check of
//! its own.

use dd_sds::{
    MatchAction, RegexRuleConfig, RootRuleConfig, RuleConfig, Scanner, SecondaryValidator as V, SimpleEvent,
};
use std::sync::Arc;

type Rule = (&'static str, RootRuleConfig<Arc<dyn RuleConfig>>);

fn rule(label: &'static str, pattern: &str, near: &[&str], check: Option<V>) -> Rule {
    let mut config = RegexRuleConfig::new(pattern).with_validator(check);
    if !near.is_empty() {
        config = config.with_included_keywords(near.iter());
    }
    (label, RootRuleConfig::new(config.build()).match_action(MatchAction::None))
}

fn rules() -> Vec<Rule> {
    let month = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|\
        sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let day = r"[0-3]?[0-9](?:st|nd|rd|th)?";
    let road =
        "(?:Road|Street|Lane|Avenue|Close|Drive|Gardens|Crescent|Way|Terrace|Place|Grove|Court|Rise|Walk)";
    let plain = |label, pattern: &str| rule(label, pattern, &[], None);
    vec![
        rule("NHS_NUMBER", r"\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b", &[], Some(V::NhsCheckDigit)),
        plain(
            "NI_NUMBER",
            r"(?i)\b[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]\b",
        ),
        plain("POSTCODE", r"(?i)\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}\b"),
        plain("EMAIL", r"(?i)\b[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,64}\.[a-z]{2,12}\b"),
        plain("PHONE", r"(?:\+44 ?[0-9]{2,4}|\(?\b0[0-9]{2,4}\)?)[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}\b"),
        plain("DATE", r"\b[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)?[0-9]{2}\b"),
        plain("DATE", r"\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\b"),
        plain("DATE", &format!(r"(?i)\b{day}[ -](?:of )?{month}(?:[ ,-]{{1,2}}(?:19|20)?[0-9]{{2}})?\b")),
        plain("DATE", &format!(r"(?i)\b{month} (?:{day},? )?(?:19|20)[0-9]{{2}}\b")),
        rule("PROFESSIONAL_ID", r"\b[0-9]{7}\b", &["gmc", "gmc no", "gmc number"], None),
        rule(
            "HOSPITAL_NUMBER",
            r"(?i)\b[a-z]?[0-9]{6,8}\b",
            &["hospital number", "hospital no", "mrn", "unit number"],
            None,
        ),
        plain("AGE", r"(?i)\b[0-9]{1,3}[ -]?(?:years?|yrs?|y)[ -]?(?:old|o)\b"),
        plain("URL", r"(?i)\b(?:https?://|www\.)[a-z0-9./?=&%_#~-]{3,200}"),
        rule("CARD", r"\b[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}\b", &[], Some(V::LuhnChecksum)),
        plain("IP", r"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b"),
        plain("ADDRESS", &format!(r"\b[0-9]{{1,4}}[a-zA-Z]? (?:[A-Z][a-z]+ ){{1,3}}{road}\b")),
    ]
}

fn main() {
    peers::run(|| {
        let (labels, rules): (Vec<_>, Vec<_>) = rules().into_iter().unzip();
        let scanner = Scanner::builder(&rules).build().expect("scanner");
        move |text: &str| {
            let found = scanner.scan(&mut SimpleEvent::String(text.to_owned())).expect("scan");
            found.iter().map(|m| (m.start_index, m.end_index_exclusive, labels[m.rule_index])).collect()
        }
    });
}
