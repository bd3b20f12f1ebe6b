resource "aws_sqs_queue" "sqs_not_encrypted_bad" {
  name                    = "records"
  sqs_managed_sse_enabled = false
}
