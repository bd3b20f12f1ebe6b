resource "google_pubsub_topic_iam_member" "a" {
  role   = "roles/pubsub.publisher"
  member = "allUsers"
}
