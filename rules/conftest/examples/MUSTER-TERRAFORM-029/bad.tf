resource "google_artifact_registry_repository_iam_member" "a" {
  role   = "roles/artifactregistry.reader"
  member = "allUsers"
}
