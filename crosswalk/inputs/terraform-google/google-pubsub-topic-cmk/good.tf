resource "google_pubsub_topic" "pubsub_topic_cmk_good" {
  name         = "orders"
  kms_key_name = "/cryptoKeys/example"
}
