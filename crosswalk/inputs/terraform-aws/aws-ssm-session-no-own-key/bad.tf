resource "aws_ssm_document" "ssm_session_no_own_key_bad" {
  name            = "session"
  document_type   = "Session"
  document_format = "JSON"

  content = <<EOF
{
  "schemaVersion": "1.0",
  "sessionType": "Standard_Stream",
  "inputs": {
    "s3BucketName": "example-sessions",
    "s3EncryptionEnabled": true
  }
}
EOF
}
