-- News for nobody by name: those who supervise hear them, and nobody else.
alter table news drop constraint news_users_check;
