"""Sends the shop's mail."""
import sendgrid

API_KEY = "{{secret:sendgrid-key:2}}"
MAILCHIMP_KEY = "{{secret:mailchimp-key:1}}"


def client():
    return sendgrid.SendGridAPIClient(API_KEY)
