resource "google_pubsub_topic_iam_member" "pubsub_topic_public_good" {
  topic      = "orders"
  role       = "roles/viewer"
  member     = "group:shop@example.com"
}

resource "google_pubsub_topic_iam_binding" "pubsub_topic_public_good" {
  topic      = "orders"
  role       = "roles/viewer"
  members    = ["group:shop@example.com"]
}
