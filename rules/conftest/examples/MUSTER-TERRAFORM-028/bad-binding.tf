resource "google_pubsub_topic_iam_binding" "a" {
  role    = "roles/pubsub.publisher"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
