resource "google_artifact_registry_repository" "artifact_registry_cmk_bad" {
  repository_id = "shop"
  format        = "DOCKER"
  location      = "europe-west1"
}
