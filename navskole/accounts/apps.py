from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "navskole.accounts"
    label = "accounts"
