-- Of what a package was made names the person by a share id: it goes with the package's bytes, and is gone where they are gone.
grant update (remake) on outgoing to exchange_app;
update outgoing set remake = null where message is null;
