resource "google_pubsub_topic" "pubsub_topic_cmk_bad" {
  name         = "orders"
}
