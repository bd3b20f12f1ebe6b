resource "google_dataproc_cluster" "dataproc_public_ip_good" {
  name   = "example"
  region = "europe-west1"

  cluster_config {
    gce_cluster_config {
      internal_ip_only = true
    }

    encryption_config {
      kms_key_name = "/cryptoKeys/example"
    }
  }
}
