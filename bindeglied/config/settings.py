"""Settings of an installation, from the environment; every value has a safe default.

| variable | meaning | default |
|---|---|---|
| BINDEGLIED_DATA_DIR | database, master key, outbox | `var/` in the checkout |
| BINDEGLIED_PUBLIC_URL | what people type; https: secure cookies | http://localhost:PORT |
| DATABASE_URL | `postgres://…` for a Land | SQLite in the data folder |
| KEYS_DATABASE_URL | where the data keys lie | beside the first: SQLite, or `NAME_keys` |
| BINDEGLIED_MASTER_KEY | base64 of 32 bytes; the newest first | a file in the data folder |
| PORT | port on 127.0.0.1 | 8000 |
| BINDEGLIED_PROXIES | how many proxies stand in front and name the visitor | 1 with https, else 0 |
| BINDEGLIED_WORKERS | web processes (read by `bindeglied serve`) | 1 |
"""

from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from bindeglied.config.databases import keys_database, opened_as_we_need
from bindeglied.config.folders import CHECKOUT, data_folder
from bindeglied.config.keys import derived_keys, master_keys, retired_trail_keys
from bindeglied.config.open_addresses import (
    OPEN_ADDRESSES,
    OWN_ACCOUNT_ADDRESSES,
    READS_THAT_WRITE,
)

__all__ = ["OPEN_ADDRESSES", "OWN_ACCOUNT_ADDRESSES", "READS_THAT_WRITE"]

env = environ.Env()

DATA_DIR = data_folder()
PORT = env.int("PORT", default=8000)
PUBLIC_URL = env("BINDEGLIED_PUBLIC_URL", default=f"http://localhost:{PORT}").rstrip("/")
ENCRYPTED = urlsplit(PUBLIC_URL).scheme == "https"

# Before `bindeglied setup` there is no key: Django then refuses to sign anything.
_keys = derived_keys(master_keys(DATA_DIR), retired_trail_keys(DATA_DIR))
SECRET_KEY, *SECRET_KEY_FALLBACKS = _keys.signatures or ("",)
# Each the newest first: that one writes, all of them read.
TRAIL_KEYS = _keys.trail
WRAPPING_KEYS = _keys.wrapping
SECOND_FACTOR_KEYS = _keys.second_factor
BACKUP_KEYS = _keys.backups
# What may be looked for but not read back, such as telephone numbers.
SEARCH_KEYS = _keys.search

DEBUG = False
ALLOWED_HOSTS = sorted({urlsplit(PUBLIC_URL).hostname or "localhost", "localhost", "127.0.0.1"})
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "bindeglied.desk",
    "bindeglied.demo",
    "bindeglied.casework",
    "bindeglied.funding",
    "bindeglied.accounts",
    "bindeglied.places",
    "bindeglied.trail",
    "bindeglied.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: keys that were opened for one request are forgotten with it.
    "bindeglied.trail.middleware.KeyRingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "bindeglied.desk.middleware.NoNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bindeglied.accounts.middleware.ActingMembershipMiddleware",
    "bindeglied.accounts.middleware.DenyByDefaultMiddleware",
    # Last: whatever runs inside it cannot write while it answers a GET.
    "bindeglied.trail.middleware.ReadingCannotWriteMiddleware",
]

ROOT_URLCONF = "bindeglied.config.urls"
WSGI_APPLICATION = "bindeglied.config.wsgi.application"
CSRF_FAILURE_VIEW = "bindeglied.desk.views.faults.form_expired"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "bindeglied.ui.templatetags.formats",
                "bindeglied.trail.templatetags.sent_forms",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bindeglied.ui.context.page_frame",
            ],
        },
    }
]
COTTON_DIR = "components"

# An empty address means the same as none.
_content = env.db_url_config(
    env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'bindeglied.sqlite3'}"
)
DATABASES = {
    "default": opened_as_we_need(_content),
    "keys": opened_as_we_need(keys_database(env("KEYS_DATABASE_URL", default=""), _content)),
}
DATABASE_ROUTERS = ["bindeglied.trail.routers.KeysLieApart"]

CACHES = {
    # In the database, so that a limit on sign-in attempts counts over all processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cached_counters",
        # Beyond so many counters some are dropped, and with them somebody's limit: the usual 300
        # are few for the mornings of a Land. `bindeglied tidy` deletes what is over.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- People and their sessions -------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "given_name", "family_name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "bindeglied.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"reset_password": "bindeglied.accounts.forms.ForgottenPasswordForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "bindeglied.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TRUST_ENABLED = False
# Browsers allow passkeys on http only for localhost; everywhere else they insist on https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENCRYPTED
MFA_TOTP_ISSUER = "Bindeglied"

# Limits on attempts count per visitor, not per proxy; a proxy also says that it was https.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("BINDEGLIED_PROXIES", default=1 if ENCRYPTED else 0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENCRYPTED
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if ENCRYPTED else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        # The design system draws its icons as masks from data addresses.
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

# --- Languages, times, mail ----------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [CHECKOUT / "bindeglied" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "outbox"
DEFAULT_FROM_EMAIL = f"Bindeglied <bindeglied@{urlsplit(PUBLIC_URL).hostname or 'localhost'}>"

# --- Files ---------------------------------------------------------------------------------------

# Bytes of all files of one request; a proxy in front must let through a little more.
LARGEST_UPLOAD = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["bindeglied.trail.uploads.BoundedUploadHandler"]

STATIC_URL = "static/"
STATIC_ROOT = CHECKOUT / "build" / "static"
STATICFILES_DIRS = [("kern", CHECKOUT / "node_modules" / "@kern-ux" / "native" / "dist")]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "bindeglied.ui.forms.KernFormRenderer"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "bindeglied.config.log_lines.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
