-- The same characters, pairs and triples as before, told in one walk along the words: in half the time, and an import of ten thousand lines tells them twice.
create or replace function pub.grams(words text) returns text[] language plpgsql immutable strict parallel safe cost 10000 as $$
declare
  signs text[] := string_to_array(words, null);
  told text[] := signs;
begin
  for n in 1 .. cardinality(signs) - 1 loop
    told := told || (signs[n] || signs[n + 1]);
    if n < cardinality(signs) - 1 and position(signs[n] in '0123456789') > 0 and position(signs[n + 1] in '0123456789') > 0 then
      told := told || (signs[n] || signs[n + 1] || signs[n + 2]);
    end if;
  end loop;
  return told;
end $$;
