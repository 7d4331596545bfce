-- A certificate is checked by its number, in whichever agency.
create index certificate_no on pub.certificate (no);
