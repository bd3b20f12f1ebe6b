resource "google_cloudfunctions_function_iam_member" "cloud_function_public_good" {
  cloud_function = "shop"
  role           = "roles/viewer"
  member         = "group:shop@example.com"
}

resource "google_cloudfunctions_function_iam_binding" "cloud_function_public_good" {
  cloud_function = "shop"
  role           = "roles/viewer"
  members        = ["group:shop@example.com"]
}
