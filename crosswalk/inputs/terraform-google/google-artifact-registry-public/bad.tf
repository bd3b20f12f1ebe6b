resource "google_artifact_registry_repository_iam_member" "artifact_registry_public_bad" {
  repository = "shop"
  role       = "roles/viewer"
  member     = "allUsers"
}

resource "google_artifact_registry_repository_iam_binding" "artifact_registry_public_bad" {
  repository = "shop"
  role       = "roles/viewer"
  members    = ["allUsers"]
}
