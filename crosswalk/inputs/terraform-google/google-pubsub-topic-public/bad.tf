resource "google_pubsub_topic_iam_member" "pubsub_topic_public_bad" {
  topic      = "orders"
  role       = "roles/viewer"
  member     = "allUsers"
}

resource "google_pubsub_topic_iam_binding" "pubsub_topic_public_bad" {
  topic      = "orders"
  role       = "roles/viewer"
  members    = ["allUsers"]
}
