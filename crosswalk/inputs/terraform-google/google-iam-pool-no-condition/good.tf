resource "google_iam_workload_identity_pool_provider" "iam_pool_no_condition_good" {
  workload_identity_pool_id          = "example"
  workload_identity_pool_provider_id = "example"
  attribute_condition                = "assertion.repository == 'example/shop'"

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://issuer.example.com"
  }
}
