resource "google_artifact_registry_repository_iam_binding" "a" {
  role    = "roles/artifactregistry.reader"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
