"""Tables: long lists fetched by pages (`PagedModel`, `ListView`) and small ones inside forms (`SmallTable`)."""
