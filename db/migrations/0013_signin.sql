-- From when use stretches a sign-in: how long it may rest is a figure of the law of its day, no longer of the program.

alter table session add column renew_from timestamptz;
