CREATE TABLE before_all (a INT);
