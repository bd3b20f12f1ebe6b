resource "aws_ssm_document" "ssm_session_not_logged_good" {
  name            = "session"
  document_type   = "Session"
  document_format = "JSON"

  content = <<EOF
{
  "schemaVersion": "1.0",
  "sessionType": "Standard_Stream",
  "inputs": {
    "s3BucketName": "example-sessions",
    "s3EncryptionEnabled": true,
    "kmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/example"
  }
}
EOF
}
