resource "google_compute_instance_iam_member" "iam_granted_to_everyone_good" {
  instance_name = "example"
  role          = "roles/compute.viewer"
  member        = "group:readers@example.com"
}
