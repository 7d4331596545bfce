-- The duties of a matter are found by the key of its own two streams, so a third index is not kept up with every term that is counted again.
drop index duty_of_matter;
