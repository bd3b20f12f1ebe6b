resource "google_artifact_registry_repository" "artifact_registry_cmk_good" {
  repository_id = "shop"
  format        = "DOCKER"
  location      = "europe-west1"
  kms_key_name  = "/cryptoKeys/example"
}
