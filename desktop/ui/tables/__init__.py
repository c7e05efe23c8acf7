"""Tables: long lists fetched by pages (`PagedModel`, `ListView`), small ones inside forms (`SmallTable`)."""
