resource "google_artifact_registry_repository_iam_member" "artifact_registry_public_good" {
  repository = "shop"
  role       = "roles/viewer"
  member     = "group:shop@example.com"
}

resource "google_artifact_registry_repository_iam_binding" "artifact_registry_public_good" {
  repository = "shop"
  role       = "roles/viewer"
  members    = ["group:shop@example.com"]
}
