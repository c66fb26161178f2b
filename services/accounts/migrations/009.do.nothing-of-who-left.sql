-- Of whoever may not sign in any more nothing is kept that would let them, and no name: whoever comes back has all of it in the users file.
update account set password_hash = '', totp_secret = '', given_names = null, family_names = null where username is null;
