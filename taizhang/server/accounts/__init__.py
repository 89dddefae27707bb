"""Who works here and what each may do.

Lives here: users, capabilities (code), roles (pack data) and grants of a role within a scope, deputies and hand-over, the
policy base that every noun's policy is made from, log-in with its second factor. Not here: what a policy of another noun says.
"""
