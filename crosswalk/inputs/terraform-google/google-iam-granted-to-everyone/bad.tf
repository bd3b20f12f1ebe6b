resource "google_compute_instance_iam_member" "iam_granted_to_everyone_bad" {
  instance_name = "example"
  role          = "roles/compute.viewer"
  member        = "allAuthenticatedUsers"
}
