//! `scrubs serve` as a process: it answers, logs nothing of a note, and stops when asked to.

use super::{NOTE, PATIENCE};
use scrubs::service::proto::RedactRequest;
use scrubs::service::proto::redaction_service_client::RedactionServiceClient;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[cfg(unix)]
#[tokio::test]
async fn the_command_serves_until_it_is_asked_to_stop() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Command::new(env!("CARGO_BIN_EXE_scrubs"))
        .args(["serve", "--drain-seconds", "1", "--log", "trace", "--listen", &free.to_string()])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let since = Instant::now();
    let mut client = loop {
        match RedactionServiceClient::connect(format!("http://{free}")).await {
            Ok(client) => break client,
            Err(e) if since.elapsed() > PATIENCE => panic!("{e}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    let request = RedactRequest { text: NOTE.to_owned(), ..RedactRequest::default() };
    let response = client.redact(request).await.unwrap().into_inner();
    assert!(response.text.contains("[NHS_NUMBER-1]") && !response.text.contains("Quayle"));
    drop(client);

    let killed = Command::new("kill").arg(server.id().to_string()).status().unwrap();
    assert!(killed.success());
    // The client's end of the connection must go on while the server drains.
    let output = tokio::task::spawn_blocking(|| server.wait_with_output()).await.unwrap().unwrap();
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    // Its last digits alone would be found in a time of day, now and then.
    let told = ["Quayle", "999 477 3453", "9994773453"].into_iter().any(|secret| log.contains(secret));
    assert!(log.contains("Redact") && !told, "{log}");
}
