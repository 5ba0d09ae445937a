"""Acts of inspection and supervision: from 2015 to 2019 as many as published, each with who acted and its end."""
