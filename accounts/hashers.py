from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallServerArgon2(Argon2PasswordHasher):
    """OWASP's minimum for Argon2id. Django's default takes 100 MiB a sign-in: eight at once fill a small server."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
